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

  /// Where the run goes: to its commit; or to the first rows of the pipeline and back, without a
  /// restore or with one.
  enum Course {
    COMMIT,
    INSTANT,
    RESTORE
  }

  private AutoPilot() {}

  /// @return how it ended
  static CutoverSnapshot fly(CutoverRun run, Course course) throws InterruptedException {
    CutoverSnapshot now = run.snapshot();
    if (course == Course.COMMIT || now.way() != RunHistory.Way.FORWARD) {
      return go(run, Optional.empty());
    }
    now = go(run, Optional.of(StepName.WORKERS));
    if (now.state() != State.HELD) {
      return now;
    }
    if (course == Course.INSTANT) {
      return back(run);
    }
    run.restore("the course says so", now.plan().plan().target().database());
    return answered(run, Optional.empty());
  }

  /// Back without a restore, to the end.
  static CutoverSnapshot back(CutoverRun run) throws InterruptedException {
    run.rollBack("the course says so");
    return answered(run, Optional.empty());
  }

  /// On to a step, or to the end.
  static CutoverSnapshot go(CutoverRun run, Optional<StepName> until) throws InterruptedException {
    run.go(until);
    return answered(run, until);
  }

  private static CutoverSnapshot answered(CutoverRun run, Optional<StepName> until)
      throws InterruptedException {
    CutoverSnapshot now = ended(run);
    while (now.state() == State.ASKING && answer(run, now)) {
      ended(run);
      run.go(until);
      now = ended(run);
    }
    return now;
  }

  /// @return whether there was an answer
  static boolean answer(CutoverRun run, CutoverSnapshot now) {
    DecisionNeeded asked = now.decision().orElseThrow();
    switch (asked.kind()) {
      case ACCEPT_BEFORE, ACCEPT_AFTER ->
          asked.findings().forEach(each -> run.accept(asked, each.check(), "a test"));
      case CONFIRM -> run.confirm(asked, now.plan().plan().target().database());
      case UNKNOWN -> {
        return false;
      }
    }
    return true;
  }

  private static CutoverSnapshot ended(CutoverRun run) throws InterruptedException {
    while (run.snapshot().state() == State.RUNNING) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return run.snapshot();
  }
}
