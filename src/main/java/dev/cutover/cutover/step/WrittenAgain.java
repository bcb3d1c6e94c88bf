package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.BackupKit;
import dev.cutover.cutover.backup.RestoreNames;
import dev.cutover.cutover.backup.RowChanges;
import dev.cutover.cutover.backup.TableFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The listed rows of the tables in the option `restore.replay` (or `all`) written into the
/// restored database. Of its own: after a death in the middle the lists are there, and a second
/// time changes nothing.
final class WrittenAgain implements Effect {
  static final String NAME = "written again";
  private static final String ALL = "all";

  private final BackupKit kit;
  private final RowChanges changes;

  WrittenAgain(BackupKit kit, RowChanges changes) {
    this.kit = kit;
    this.changes = changes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StepFact inspect(StepContext context) {
    return context.found(StepName.RESTORE, NAME).isPresent()
        ? StepFact.done("written")
        : StepFact.notDone("not written yet");
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    context.mustHold();
    RestoreNames all = Restore.names(kit, context);
    changes.advance(all.live(), all.beside());
    Set<String> wanted = Set.of(context.plan().option("restore.replay", "").split(","));
    List<RowChanges.Replay> replays = new ArrayList<>();
    for (TableFacts table : WrittenSince.tables(kit, context, all.live())) {
      Path list = WrittenSince.file(WrittenSince.folder(kit, context), table);
      if (Files.exists(list) && (wanted.contains(ALL) || wanted.contains(table.title()))) {
        replays.add(new RowChanges.Replay(table, list));
      }
    }
    context.mustHold();
    return Evidence.of("replayed rows", changes.replay(all.beside(), replays));
  }

  /// What was written is in the restored database, which goes or stays as a whole.
  @Override
  public Evidence undo(StepContext context) {
    return Evidence.NONE;
  }

  @Override
  public Reversal reversal() {
    return Reversal.KEPT;
  }
}
