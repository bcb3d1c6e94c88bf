package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.OldJobs;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;

/// What still says that it runs although the service is stopped was interrupted: it is paused too.
/// Giving it back is part of giving the schedule back.
final class SettledJobs implements Effect {
  private final OldJobs jobs;

  SettledJobs(OldJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "interrupted jobs";
  }

  @Override
  public StepFact inspect(StepContext context) {
    long open = jobs.all().stream().filter(job -> !job.isPaused()).count();
    return open == 0
        ? StepFact.done("every job is paused")
        : StepFact.notDone(open + " jobs are not paused");
  }

  @Override
  public Evidence apply(StepContext context) {
    context.mustHold();
    return Evidence.of("settled", jobs.pauseAll());
  }

  @Override
  public Evidence undo(StepContext context) {
    return Evidence.NONE;
  }
}
