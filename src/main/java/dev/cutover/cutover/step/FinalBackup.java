package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.BackupKit;
import dev.cutover.cutover.backup.BackupServer;
import dev.cutover.cutover.backup.ServerIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// S8: the backup that a restore would go back to, taken while nobody writes, and proved.
public final class FinalBackup implements Step {
  public static final String EFFECT = "backup";

  private final BackupKit kit;

  public FinalBackup(BackupKit kit) {
    this.kit = kit;
  }

  @Override
  public StepName name() {
    return StepName.BACKUP;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    Duration measured = plan.estimates().get(name().word());
    return new StepCard(
        name(),
        "Back up and prove",
        "Dumps the database while nobody writes, restores the dump into a scratch database and"
            + " compares every table. It is what a rollback with restore goes back to.",
        measured == null ? Duration.ofMinutes(10) : measured,
        measured != null,
        "changes nothing; the files stay");
  }

  @Override
  public List<Finding> check(StepContext context) {
    return BackupReadiness.of(kit, context);
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(new Taken());
  }

  @Override
  public List<Finding> verify(StepContext context) throws InterruptedException {
    StepFact fact = Backups.look(kit, context, name().number());
    return List.of(
        fact.isDone()
            ? Finding.pass("backup", fact.detail())
            : Finding.fail("backup", fact.detail() + ".", "Take it again."));
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    return List.of(Finding.pass("backup", "it is kept and has changed nothing"));
  }

  private final class Taken implements Effect {
    @Override
    public String name() {
      return EFFECT;
    }

    @Override
    public StepFact inspect(StepContext context) throws InterruptedException {
      return Backups.look(kit, context, StepName.BACKUP.number());
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      return Backups.make(kit, context, StepName.BACKUP.number());
    }

    @Override
    public Evidence recall(StepContext context) {
      return Backups.recall(kit, context, StepName.BACKUP.number());
    }

    @Override
    public Evidence undo(StepContext context) {
      return Evidence.NONE;
    }

    @Override
    public Reversal reversal() {
      return Reversal.KEPT;
    }
  }

  /// What can be known before: programs, rights, the other server.
  static final class BackupReadiness {
    private BackupReadiness() {}

    static List<Finding> of(BackupKit kit, StepContext context) {
      List<Finding> findings = new ArrayList<>();
      ServerIdentity live = kit.server().identity(kit.server().database());
      try {
        findings.add(
            Finding.pass("pg_dump", kit.tools().require(live.major()).getFirst().version()));
      } catch (StepFailure e) {
        findings.add(Finding.fail("pg_dump", e.problem().what(), e.problem().remedy()));
      }
      BackupServer scratch = kit.scratch(context.plan().option("scratch", ""));
      ServerIdentity there = scratch.identity(scratch.database());
      findings.add(
          there.createsDatabases()
              ? Finding.pass("scratch", there.user() + " may create databases there")
              : Finding.fail(
                  "scratch",
                  "The account "
                      + there.user()
                      + " may not create databases at "
                      + scratch.place(there.database())
                      + ".",
                  "Give it CREATEDB, or name another server by the option scratch."));
      findings.add(
          live.bypassesRowSecurity()
              ? Finding.pass("row security", "no policy hides rows from " + live.user())
              : Finding.warn(
                  "row security",
                  live.user() + " is held by row security: a table with policies fails the backup.",
                  "Give it BYPASSRLS where there are policies."));
      return findings;
    }
  }
}
