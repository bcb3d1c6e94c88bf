package dev.cutover.boot;

import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.DecisionNeeded;
import dev.cutover.cutover.RunHistory;
import dev.cutover.cutover.StepName;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A person who carries a cutover to the end of a course, whatever was done of it already, and
/// accepts every warning.
final class AutoPilot {

  /// Where the run goes: to its commit, or to the switch and back.
  enum Course {
    COMMIT,
    ROLLBACK
  }

  private AutoPilot() {}

  /// @return how it ended
  static CutoverSnapshot fly(CutoverRun run, Course course) throws InterruptedException {
    boolean back = run.snapshot().way() != RunHistory.Way.FORWARD;
    Optional<StepName> until =
        course == Course.COMMIT || back ? Optional.empty() : Optional.of(StepName.SWITCH);
    run.go(until);
    CutoverSnapshot now = answered(run, until);
    if (course == Course.ROLLBACK && now.state() == State.HELD) {
      run.rollBack("the course says so");
      now = answered(run, Optional.empty());
    }
    return now;
  }

  private static CutoverSnapshot answered(CutoverRun run, Optional<StepName> until)
      throws InterruptedException {
    CutoverSnapshot now = ended(run);
    while (now.state() == State.ASKING) {
      DecisionNeeded asked = now.decision().orElseThrow();
      switch (asked.kind()) {
        case ACCEPT_BEFORE, ACCEPT_AFTER ->
            asked.findings().forEach(each -> run.accept(asked, each.check(), "a test"));
        case CONFIRM -> run.confirm(asked, now.plan().plan().target().database());
        case UNKNOWN -> {
          return now;
        }
      }
      ended(run);
      run.go(until);
      now = ended(run);
    }
    return now;
  }

  private static CutoverSnapshot ended(CutoverRun run) throws InterruptedException {
    while (run.snapshot().state() == State.RUNNING) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return run.snapshot();
  }
}
