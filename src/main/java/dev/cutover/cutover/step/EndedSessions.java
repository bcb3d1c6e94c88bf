package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.RoleSessions;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.job.Problem;
import java.time.Duration;
import java.util.List;

/// Sessions that were open before the login was taken: they are ended, with what they had not
/// committed.
final class EndedSessions implements Effect {
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final RoleSessions sessions;

  EndedSessions(RoleSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public String name() {
    return "sessions";
  }

  @Override
  public Reversal reversal() {
    return Reversal.KEPT;
  }

  @Override
  public StepFact inspect(StepContext context) {
    int left = sessions.of(context.plan().service().role()).size();
    return left == 0 ? StepFact.done("none is left") : StepFact.notDone(left + " sessions");
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    context.mustHold();
    String role = context.plan().service().role();
    List<RoleSessions.Seen> seen = sessions.of(role);
    int ended = sessions.terminate(role);
    if (!Waiting.until(context, BOUND, () -> sessions.of(role).isEmpty())) {
      throw new StepFailure(
          new Problem(
              "freeze.sessions",
              "Sessions of " + role + " do not end: " + RoleSessions.line(sessions.of(role)) + ".",
              "See what the server's process waits for, end it there, then go on with `cutover"
                  + " resume`."));
    }
    return Evidence.of("ended", ended).and("which", RoleSessions.line(seen));
  }

  @Override
  public Evidence undo(StepContext context) {
    return Evidence.NONE;
  }
}
