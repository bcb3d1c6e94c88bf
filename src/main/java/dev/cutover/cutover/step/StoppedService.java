package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.OldService;
import dev.cutover.cutover.RoleSessions;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Problem;
import java.time.Duration;
import java.util.List;

/// The old service stopped, gracefully, and gone from the database.
final class StoppedService implements Effect {
  static final String NAME = "service";

  private static final String WAS = "was";

  private final OldService service;
  private final RoleSessions sessions;

  StoppedService(OldService service, RoleSessions sessions) {
    this.service = service;
    this.sessions = sessions;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StepFact inspect(StepContext context) throws InterruptedException {
    OldService.Condition condition = service.condition();
    int left = sessions.of(context.plan().service().role()).size();
    return switch (condition.state()) {
      case RUNNING -> StepFact.notDone("it runs: " + condition.said());
      case UNKNOWN -> StepFact.unknown(condition.said());
      case STOPPED ->
          left == 0
              ? StepFact.done("stopped, no session left")
              : StepFact.partial("stopped, but " + left + " sessions of its role are left");
    };
  }

  @Override
  public Evidence before(StepContext context) throws InterruptedException {
    return Evidence.of(WAS, service.condition().state());
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    context.mustHold();
    long start = System.nanoTime();
    String role = context.plan().service().role();
    Duration bound = Bounds.service(context.plan());
    if (service.condition().state() != OldService.State.STOPPED) {
      context.doing("stopping " + context.plan().service().name());
      service.stop();
    }
    boolean stopped = Waiting.until(context, bound, () -> isStopped());
    boolean quiet = stopped && Waiting.until(context, bound, () -> sessions.of(role).isEmpty());
    if (!quiet) {
      List<RoleSessions.Seen> left = sessions.of(role);
      throw new StepFailure(
          new Problem(
              stopped ? "drain.sessions" : "drain.not_stopped",
              Quiet.what(service.condition(), role, left) + " Waited for " + bound + ".",
              Quiet.REMEDY));
    }
    return seen().and("milliseconds", (System.nanoTime() - start) / 1_000_000);
  }

  @Override
  public Evidence recall(StepContext context) throws InterruptedException {
    return seen();
  }

  private Evidence seen() throws InterruptedException {
    return Evidence.of("manager", service.condition().said()).and("sessions", 0);
  }

  private boolean isStopped() throws InterruptedException {
    return service.condition().state() == OldService.State.STOPPED;
  }

  @Override
  public Evidence undo(StepContext context) throws InterruptedException {
    context.mustHold();
    if (!ran(context)) {
      return Evidence.of("left", "stopped, as it was found");
    }
    if (service.condition().state() != OldService.State.RUNNING) {
      context.doing("starting " + context.plan().service().name());
      service.start();
    }
    Duration bound = Bounds.service(context.plan());
    if (!Waiting.until(
        context, bound, () -> service.condition().state() == OldService.State.RUNNING)) {
      throw new StepFailure(
          new Problem(
              "service.not_started",
              "The old service does not run "
                  + bound
                  + " after its start: "
                  + service.condition().said()
                  + ". Its folder, settings and rights are as they were.",
              "See its log, start it by hand, then go on with `cutover resume`."));
    }
    return Evidence.of("manager", service.condition().said());
  }

  /// Whether it ran when the run came to it.
  static boolean ran(StepContext context) {
    return context
        .before(StepName.DRAIN, NAME)
        .map(before -> OldService.State.RUNNING.name().equals(before.facts().get(WAS)))
        .orElse(false);
  }
}
