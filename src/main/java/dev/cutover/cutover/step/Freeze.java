package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.RoleSessions;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.WriteFreeze;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// S7: nobody writes into the business tables any more, whatever becomes of this console. The old
/// service's role may not log in, its sessions are ended, each table has a fence, tables that it
/// owns are taken from it, and it is proved that nothing moves.
public final class Freeze implements Step {
  private static final Duration EXPECTED = Duration.ofSeconds(20);
  private static final String FENCED = "55000";

  /// The role never had a right to write there; the fence stands behind it all the same.
  private static final String NO_RIGHT = "42501";

  private final WriteFreeze freeze;
  private final RoleSessions sessions;

  public Freeze(WriteFreeze freeze, RoleSessions sessions) {
    this.freeze = freeze;
    this.sessions = sessions;
  }

  @Override
  public StepName name() {
    return StepName.FREEZE;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    Duration known = plan.estimates().get(StepName.FREEZE.word());
    return new StepCard(
        StepName.FREEZE,
        "Freeze writes",
        "The backup and the move need tables that stand still. The freeze is in the database: it"
            + " holds when this console dies, and shows in the database's comment.",
        known == null ? EXPECTED : known,
        known != null,
        "Lifted exactly: logins, owners, triggers and comment as they were. After the switch it"
            + " keeps out the old service only.");
  }

  @Override
  public List<Finding> check(StepContext context) throws InterruptedException {
    String role = context.plan().service().role();
    List<Finding> findings = new ArrayList<>();
    findings.add(FreezeChecks.role(role, freeze.role(role)));
    findings.add(FreezeChecks.rights(freeze.missingRights(role, context.plan().tables())));
    findings.add(FreezeChecks.prepared(freeze.prepared()));
    findings.add(FreezeChecks.others(context, freeze.fence()));
    return findings;
  }

  @Override
  public List<Effect> effects(StepContext context) {
    List<Effect> effects = new ArrayList<>();
    effects.add(new TakenLogin(freeze));
    effects.add(new EndedSessions(sessions));
    effects.add(new RaisedFence(freeze));
    for (CutoverPlan.Table table : context.plan().tables()) {
      effects.add(new FencedTable(freeze, table));
      effects.add(new TakenTable(freeze, table));
    }
    effects.add(new ProvedStill(freeze));
    return effects;
  }

  @Override
  public List<Finding> verify(StepContext context) throws InterruptedException {
    String role = context.plan().service().role();
    List<Finding> findings = new ArrayList<>();
    List<RoleSessions.Seen> left = sessions.of(role);
    findings.add(
        left.isEmpty() && !freeze.role(role).login()
            ? Finding.pass("login", role + " may not log in and has no session.")
            : Finding.fail(
                "login",
                role + " may log in or is still there: " + RoleSessions.line(left),
                "Go on with `cutover resume`: it ends them again."));
    for (CutoverPlan.Table table : context.plan().tables()) {
      String answer = freeze.probe(table, role);
      findings.add(
          answer.equals(FENCED) || answer.equals(NO_RIGHT)
              ? Finding.pass("write", table.title() + " refuses a write (" + answer + ").")
              : Finding.fail(
                  "write",
                  table.title() + " did not refuse a write as it should: " + answer + ".",
                  "Writes are not frozen. Go back with `cutover rollback`."));
    }
    findings.add(FreezeChecks.prepared(freeze.prepared()));
    return findings;
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        freeze.fence().isEmpty()
            ? Finding.pass("fence", "It is gone.")
            : Finding.fail("fence", "It is still there.", "Go on with `cutover resume`."));
    findings.add(TakenLogin.givenBack(context, freeze));
    for (CutoverPlan.Table table : context.plan().tables()) {
      findings.add(TakenTable.givenBack(context, freeze, table));
    }
    return findings;
  }
}
