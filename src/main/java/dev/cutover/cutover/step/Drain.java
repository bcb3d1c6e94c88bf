package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.OldJobs;
import dev.cutover.cutover.OldService;
import dev.cutover.cutover.RoleSessions;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// S6: the old service's schedule is paused, its running jobs come to their end, it is stopped, and
/// it is proved that nobody of it is left at the database.
public final class Drain implements Step {
  private static final Duration EXPECTED = Duration.ofMinutes(2);

  private final OldService service;
  private final OldJobs jobs;
  private final RoleSessions sessions;

  public Drain(OldService service, OldJobs jobs, RoleSessions sessions) {
    this.service = service;
    this.jobs = jobs;
    this.sessions = sessions;
  }

  @Override
  public StepName name() {
    return StepName.DRAIN;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    Duration known = plan.estimates().get(StepName.DRAIN.word());
    return new StepCard(
        StepName.DRAIN,
        "Drain and stop " + plan.service().name(),
        "Its schedule is paused and its running jobs end by themselves; then it is stopped"
            + " gracefully. Nothing of it may be left at the database, or rows would be written"
            + " behind the backup.",
        known == null ? EXPECTED : known,
        known != null,
        "It is started again with its schedule as it was.");
  }

  @Override
  public List<Finding> check(StepContext context) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(ServicePreflight.finding(service.condition()));
    List<OldJobs.Job> running = jobs.all().stream().filter(OldJobs.Job::isRunning).toList();
    findings.add(
        running.isEmpty()
            ? Finding.pass("running jobs", "None of its jobs is under way.")
            : Finding.warn(
                "running jobs",
                running.size() + " under way: " + running,
                "The step waits for them, at most " + Bounds.drain(context.plan()) + "."));
    return findings;
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(
        new PausedSchedule(jobs), new StoppedService(service, sessions), new SettledJobs(jobs));
  }

  @Override
  public List<Finding> verify(StepContext context) throws InterruptedException {
    return List.of(
        Quiet.finding(context, service, sessions),
        jobs.all().stream().allMatch(OldJobs.Job::isPaused)
            ? Finding.pass("schedule", "All of its jobs are paused.")
            : Finding.fail(
                "schedule",
                "Jobs of the old service are not paused: "
                    + jobs.all().stream().filter(job -> !job.isPaused()).toList(),
                "Something else changes etl_jobs. Find it, stop it, go on with `cutover resume`."));
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) throws InterruptedException {
    OldService.Condition condition = service.condition();
    boolean ran = StoppedService.ran(context);
    boolean runs = condition.state() == OldService.State.RUNNING;
    return List.of(
        ran && !runs
            ? Finding.fail(
                "old service",
                "It does not run: " + condition.said() + ".",
                "Start it by hand; its folder, settings and rights are as they were.")
            : Finding.pass("old service", condition.said()),
        PausedSchedule.restored(context, jobs));
  }
}
