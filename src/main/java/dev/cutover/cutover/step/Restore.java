package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.EpochFence;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.BackupKit;
import dev.cutover.cutover.backup.DatabaseNames;
import dev.cutover.cutover.backup.RestoreNames;
import dev.cutover.cutover.backup.RowChanges;
import dev.cutover.cutover.backup.ServerIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// R2: the proved backup takes the live database's place, by name. The one that was live stays
/// under another name; nothing is restored over it, nothing is dropped.
public final class Restore implements Step {
  private final BackupKit kit;
  private final DatabaseNames names;
  private final RowChanges changes;
  private final Function<String, EpochFence> fences;
  private final Runnable sessionsEnded;

  /// @param fences by the name of a database
  /// @param sessionsEnded told when the sessions at the live database have been ended: those of
  ///   this program's own pools are among them
  public Restore(
      BackupKit kit,
      DatabaseNames names,
      RowChanges changes,
      Function<String, EpochFence> fences,
      Runnable sessionsEnded) {
    this.kit = kit;
    this.names = names;
    this.changes = changes;
    this.fences = fences;
    this.sessionsEnded = sessionsEnded;
  }

  /// The names of this round.
  static RestoreNames names(BackupKit kit, StepContext context) {
    return RestoreNames.of(
        kit.server().database(), context.run(), context.undone(StepName.RESTORE));
  }

  /// What the folders of this round are called by: what the database holds now is not what it held
  /// when a restore was begun and undone before.
  static String purpose(StepContext context) {
    int undone = context.undone(StepName.RESTORE);
    return StepName.RESTORE.number() + (undone == 0 ? "" : "-" + (undone + 1));
  }

  @Override
  public StepName name() {
    return StepName.RESTORE;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    Duration measured = plan.estimates().get(name().word());
    return new StepCard(
        name(),
        "Put the backup in place",
        "Dumps the database as it is now, restores the backup beside it, lists every row that was"
            + " written since, then swaps the two names. Both databases are kept.",
        measured == null ? Duration.ofMinutes(20) : measured,
        measured != null,
        "the names are swapped back");
  }

  @Override
  public List<Finding> check(StepContext context) {
    List<Finding> findings = new ArrayList<>(FinalBackup.BackupReadiness.of(kit, context));
    ServerIdentity live = kit.server().identity(kit.server().database());
    findings.add(
        live.superuser()
            ? Finding.pass("owners", live.user() + " can restore owners and rights")
            : Finding.fail(
                "owners",
                live.user() + " is no superuser: owners and rights cannot be restored.",
                "Restore as a superuser."));
    findings.add(
        context.found(StepName.BACKUP, FinalBackup.EFFECT).isPresent()
            ? Finding.pass("backup", "this run has a proved one")
            : Finding.fail(
                "backup", "This run has no proved backup.", "Roll back without restoring."));
    return findings;
  }

  @Override
  public List<Effect> effects(StepContext context) {
    RestoreNames all = names(kit, context);
    return List.of(
        new DumpOfNow(kit),
        new RestoredCopy(kit, names, fences),
        new WrittenSince(kit, changes),
        new WrittenAgain(kit, changes),
        new NameSwap.Closed(names, all, sessionsEnded),
        new NameSwap.Aside(names, all, context.run()),
        new NameSwap.InPlace(names, all, context.run()),
        new NameSwap.Opened(names, all, sessionsEnded));
  }

  @Override
  public List<Finding> verify(StepContext context) {
    RestoreNames all = names(kit, context);
    return List.of(
        names
            .look(all.live())
            .filter(DatabaseNames.Standing::open)
            .filter(each -> each.label().startsWith(RestoredCopy.label(context.run())))
            .map(each -> Finding.pass("live", all.live() + " is the restored database"))
            .orElseGet(
                () ->
                    Finding.fail(
                        "live",
                        all.live() + " is not the restored database, or lets nobody in.",
                        "Go on with this step, or undo it.")),
        names.look(all.failed()).isPresent()
            ? Finding.pass("kept", all.failed() + " holds what was live before")
            : Finding.fail(
                "kept",
                all.failed() + " is not there.",
                "Somebody dropped or renamed it; its dump is kept."));
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    RestoreNames all = names(kit, context);
    boolean back =
        names.look(all.live()).filter(DatabaseNames.Standing::open).isPresent()
            && names.look(all.failed()).isEmpty();
    return List.of(
        back
            ? Finding.pass("live", all.live() + " is the database that it was")
            : Finding.fail("live", "The names are not as before.", "Go on with the undoing."));
  }
}
