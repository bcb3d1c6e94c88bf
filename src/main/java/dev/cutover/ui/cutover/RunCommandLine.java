package dev.cutover.ui.cutover;

import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.RunHistory;
import dev.cutover.cutover.StepName;
import java.util.Optional;

/// The command that does what a button does, for whoever wants to go on in a terminal.
final class RunCommandLine {
  private RunCommandLine() {}

  /// What [Continue] does.
  static String goOn(CutoverSnapshot run, Optional<StepName> until) {
    String line = "cutover resume --run " + run.run();
    boolean forward = run.way() == RunHistory.Way.FORWARD;
    return until.filter(_ -> forward).map(step -> line + " --until " + step.word()).orElse(line);
  }

  static String rollBack(CutoverSnapshot run, boolean restore) {
    return "cutover rollback --run " + run.run() + (restore ? " --restore" : "") + " --approve";
  }

  static String undoTo(CutoverSnapshot run, StepName stays) {
    return "cutover rollback --run " + run.run() + " --to " + stays.word() + " --approve";
  }

  static String report(CutoverSnapshot run) {
    return "cutover report --run " + run.run() + " --html report.html";
  }
}
