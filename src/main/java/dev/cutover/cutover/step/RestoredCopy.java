package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.EpochFence;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.RunHistory;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.BackupKit;
import dev.cutover.cutover.backup.BackupOrder;
import dev.cutover.cutover.backup.DatabaseNames;
import dev.cutover.cutover.backup.RestoreBeside;
import dev.cutover.cutover.backup.RestoreNames;
import dev.cutover.job.Problem;
import java.nio.file.Path;
import java.util.function.Function;

/// The backup restored beside the live database and compared: marked only when it is equal.
final class RestoredCopy implements Effect {
  private static final String WAS_LIVE = ", was live";

  private final BackupKit kit;
  private final DatabaseNames names;
  private final Function<String, EpochFence> fences;

  RestoredCopy(BackupKit kit, DatabaseNames names, Function<String, EpochFence> fences) {
    this.kit = kit;
    this.names = names;
    this.fences = fences;
  }

  /// What stands on a database that was restored by a run and is equal to its backup.
  static String label(String run) {
    return "etl-cutover/" + run + ": restored and equal";
  }

  /// The same once the database has had the live name: it may hold rows that no backup has.
  static String usedLabel(String run) {
    return label(run) + WAS_LIVE;
  }

  @Override
  public String name() {
    return RunHistory.RESTORED;
  }

  private RestoreNames all(StepContext context) {
    return Restore.names(kit, context);
  }

  @Override
  public StepFact inspect(StepContext context) {
    RestoreNames all = all(context);
    String label = label(context.run());
    if (names.look(all.live()).filter(each -> each.label().startsWith(label)).isPresent()) {
      return StepFact.done("it is live already");
    }
    return names
        .look(all.beside())
        .map(
            each ->
                each.label().startsWith(label)
                    ? StepFact.done(all.beside() + " is restored and equal")
                    : StepFact.partial(all.beside() + " is there, but not finished"))
        .orElseGet(() -> StepFact.notDone("there is no " + all.beside()));
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    context.mustHold();
    RestoreNames all = all(context);
    names.dropBeside(all.beside());
    long begun = System.nanoTime();
    Path folder = Path.of(backup(context).facts().getOrDefault(Backups.FOLDER, ""));
    boolean equal = false;
    try {
      new RestoreBeside(kit)
          .run(
              folder,
              all.beside(),
              Backups.jobs(context.plan()),
              BackupOrder.application(context.run(), StepName.RESTORE.number()),
              Backups.watch(context));
      mustBeThatBackup(context, folder);
      equal = true;
    } finally {
      if (!equal) {
        names.dropBeside(all.beside());
      }
    }
    names.copySettings(all.live(), all.beside());
    fences.apply(all.beside()).raise(context.epoch());
    names.label(all.beside(), label(context.run()));
    return recall(context).and("milliseconds", (System.nanoTime() - begun) / 1_000_000);
  }

  /// It has its own name still, or the live one: a resume must know it by its OID then.
  @Override
  public Evidence recall(StepContext context) {
    RestoreNames all = all(context);
    long oid =
        names
            .look(all.beside())
            .or(() -> names.look(all.live()))
            .map(DatabaseNames.Standing::oid)
            .orElse(0L);
    return Evidence.of("database", all.beside())
        .and(RunHistory.RESTORED_OID, oid)
        .and("from", backup(context).facts().getOrDefault(Backups.FOLDER, ""))
        .and("compared", "every digest equal");
  }

  /// A folder may have been swapped for another run's since.
  private void mustBeThatBackup(StepContext context, Path folder) {
    String then = backup(context).facts().get(Backups.MANIFEST);
    String now = Backups.written(folder);
    if (!String.valueOf(then).equals(now)) {
      throw new StepFailure(
          new Problem(
              "restore.other_backup",
              "What is in "
                  + folder
                  + " is not the backup that this run took. The live database"
                  + " was not touched.",
              "Put the right folder back (its second copy), then go on."));
    }
  }

  private Evidence backup(StepContext context) {
    return context.found(StepName.BACKUP, FinalBackup.EFFECT).orElse(Evidence.NONE);
  }

  /// One that was live is kept: it may hold rows that exist nowhere else.
  @Override
  public Evidence undo(StepContext context) {
    RestoreNames all = all(context);
    boolean used =
        names
            .look(all.beside())
            .filter(each -> each.label().startsWith(usedLabel(context.run())))
            .isPresent();
    if (used) {
      return Evidence.of("kept", all.beside() + ", since it was live for a while");
    }
    names.dropBeside(all.beside());
    return Evidence.of("dropped", all.beside());
  }
}
