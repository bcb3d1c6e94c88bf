package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.OldJobs;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All jobs of the old service paused, after those under way came to their end. The statuses from
/// before are what a rollback gives back, and what tells the move which work was open.
final class PausedSchedule implements Effect {
  static final String NAME = "schedule";

  private static final String JOB = "job.";

  private final OldJobs jobs;

  PausedSchedule(OldJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StepFact inspect(StepContext context) {
    List<OldJobs.Job> open = jobs.all().stream().filter(job -> !job.isPaused()).toList();
    int all = jobs.all().size();
    if (open.isEmpty()) {
      return StepFact.done("all " + all + " jobs are paused");
    }
    return open.size() == all
        ? StepFact.notDone("none of " + all + " jobs is paused")
        : StepFact.partial(open.size() + " of " + all + " jobs are not paused: " + open);
  }

  @Override
  public Evidence before(StepContext context) {
    Evidence evidence = Evidence.NONE;
    for (OldJobs.Job job : jobs.all()) {
      evidence = evidence.and(JOB + job.id(), job.status());
    }
    return evidence;
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    context.mustHold();
    context.doing("pausing the schedule of " + context.plan().service().name());
    Duration bound = Bounds.drain(context.plan());
    boolean ended;
    try {
      ended = Waiting.until(context, bound, () -> areAllPaused(context));
    } catch (InterruptedException stop) {
      undo(context);
      throw stop;
    }
    if (!ended && !context.plan().option("drain.interrupt", "no").equals("yes")) {
      List<OldJobs.Job> running = jobs.all().stream().filter(OldJobs.Job::isRunning).toList();
      throw new StepFailure(
          new Problem(
              "drain.running",
              "Jobs of the old service did not end within "
                  + bound
                  + ": "
                  + running
                  + ". The others are paused.",
              "Wait and go on with `cutover resume`; or go back with `cutover rollback`; or make"
                  + " the plan with the option drain.interrupt=yes: then they are stopped where"
                  + " they are, and their work is moved as open work."));
    }
    return Evidence.of("jobs", jobs.all().size()).and("interrupted", running());
  }

  private long running() {
    return jobs.all().stream().filter(OldJobs.Job::isRunning).count();
  }

  /// A job that ends hands over to the next one in its order: what becomes idle is paused at once.
  private boolean areAllPaused(StepContext context) {
    jobs.pauseIdle();
    List<OldJobs.Job> running = jobs.all().stream().filter(OldJobs.Job::isRunning).toList();
    if (!running.isEmpty()) {
      context.doing("waiting for " + running);
    }
    return running.isEmpty();
  }

  @Override
  public Evidence recall(StepContext context) {
    return Evidence.of("jobs", jobs.all().size()).and("interrupted", running());
  }

  @Override
  public Evidence undo(StepContext context) {
    context.mustHold();
    return Evidence.of("restored", jobs.restore(statuses(context)));
  }

  /// Jobs that were due or under way when the schedule was paused.
  static List<Long> open(StepContext context) {
    return context.before(StepName.DRAIN, NAME).orElse(Evidence.NONE).facts().entrySet().stream()
        .filter(each -> each.getKey().startsWith(JOB) && Move.isOpen(each.getValue()))
        .map(each -> Long.valueOf(each.getKey().substring(JOB.length())))
        .toList();
  }

  /// What each had before; one that ran is ready to run.
  static Map<Long, String> statuses(StepContext context) {
    Map<Long, String> statuses = new LinkedHashMap<>();
    context
        .before(StepName.DRAIN, NAME)
        .orElse(Evidence.NONE)
        .facts()
        .forEach(
            (name, status) -> {
              if (name.startsWith(JOB)) {
                statuses.put(
                    Long.parseLong(name.substring(JOB.length())),
                    status.equals(OldJobs.RUNNING) ? OldJobs.READY : status);
              }
            });
    return statuses;
  }

  static Finding restored(StepContext context, OldJobs jobs) {
    Map<Long, String> before = statuses(context);
    List<OldJobs.Job> held =
        jobs.all().stream()
            .filter(OldJobs.Job::isPaused)
            .filter(job -> !before.getOrDefault(job.id(), OldJobs.PAUSED).equals(OldJobs.PAUSED))
            .toList();
    return held.isEmpty()
        ? Finding.pass("schedule", "Its jobs have their statuses back.")
        : Finding.fail(
            "schedule", "Still paused: " + held, "Set their status in etl_jobs by hand.");
  }
}
