package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.OldService;
import dev.cutover.cutover.RoleSessions;
import dev.cutover.cutover.StepContext;
import java.util.List;

/// Proved quiet: its manager says that it is stopped, and no session of its role is left. One
/// without the other is no proof. Before a run there is nothing to prove.
final class Quiet {
  private Quiet() {}

  static Finding finding(StepContext context, OldService service, RoleSessions sessions)
      throws InterruptedException {
    if (context.looksAhead()) {
      return Finding.pass("quiet", "Not yet: S6 stops it, and then it is looked at.");
    }
    String role = context.plan().service().role();
    OldService.Condition condition = service.condition();
    List<RoleSessions.Seen> left = sessions.of(role);
    if (condition.state() == OldService.State.STOPPED && left.isEmpty()) {
      return Finding.pass(
          "quiet", "Stopped (" + condition.said() + "), and no session of " + role + " is left.");
    }
    return Finding.fail("quiet", what(condition, role, left), REMEDY);
  }

  static final String REMEDY =
      "Something of the old service still runs, outside of its manager: end it where it runs (see"
          + " process and address), then go on with `cutover resume`, or go back with `cutover"
          + " rollback`.";

  static String what(OldService.Condition condition, String role, List<RoleSessions.Seen> left) {
    String told =
        condition.state() == OldService.State.STOPPED
            ? "Its manager says that it is stopped"
            : "It is not stopped (" + condition.said() + ")";
    return left.isEmpty()
        ? told + "."
        : told
            + ", and "
            + left.size()
            + (left.size() == 1 ? " session" : " sessions")
            + " of "
            + role
            + (left.size() == 1 ? " is" : " are")
            + " still at the database: "
            + RoleSessions.line(left)
            + ".";
  }
}
