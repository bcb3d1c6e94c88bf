package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.BackupKit;
import dev.cutover.cutover.backup.BackupOrder;
import dev.cutover.cutover.backup.RestoreNames;
import dev.cutover.cutover.backup.RowChanges;
import dev.cutover.cutover.backup.Snapshot;
import dev.cutover.cutover.backup.TableDigest;
import dev.cutover.cutover.backup.TableFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Every row that was written since the backup, listed in files before anything is written into the
/// restored database and the names are swapped.
final class WrittenSince implements Effect {
  static final String NAME = "written since";

  private final BackupKit kit;
  private final RowChanges changes;

  WrittenSince(BackupKit kit, RowChanges changes) {
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
        ? StepFact.done("listed in " + folder(context))
        : StepFact.notDone("not listed yet");
  }

  private Path folder(StepContext context) {
    return folder(kit, context);
  }

  static Path folder(BackupKit kit, StepContext context) {
    return Backups.folder(kit, context, Restore.purpose(context) + "-written-since");
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    context.mustHold();
    RestoreNames all = Restore.names(kit, context);
    Path folder = folder(context);
    Evidence evidence = Evidence.of("folder", folder);
    List<RowChanges.Changed> found = new ArrayList<>();
    Set<String> same = unchanged(context);
    for (TableFacts table : tables(context, all.live())) {
      if (same.contains(table.title())) {
        continue;
      }
      context.doing("looking for rows written since the backup in " + table.title());
      Path file = file(made(folder), table);
      RowChanges.Changed changed =
          changes.list(all.live(), all.beside(), table, file, context.progress()::isCancelled);
      if (changed.isNothing() && changed.comparable() && table.keyColumns() > 0) {
        dropped(file);
      } else {
        found.add(changed);
      }
    }
    found.sort(Comparator.comparingLong(RowChanges.Changed::unfit).reversed());
    for (RowChanges.Changed each : found) {
      evidence = evidence.and(each.table(), text(each));
    }
    return evidence;
  }

  static Path file(Path folder, TableFacts table) {
    return folder.resolve(table.title().replaceAll("[^\\w.-]", "_") + ".ndjson");
  }

  private static String text(RowChanges.Changed each) {
    return each.comparable()
        ? each.inserted()
            + " inserted, "
            + each.updated()
            + " updated, "
            + each.deleted()
            + " deleted"
            + (each.unfit() > 0 ? ", " + each.unfit() + " do not fit" : "")
        : "changed, but without a key its rows cannot be named";
  }

  /// Both states were digested: what is equal needs no look at its rows.
  private Set<String> unchanged(StepContext context) {
    Map<String, TableDigest> then = new HashMap<>();
    digests(context, StepName.BACKUP.number()).forEach(each -> then.put(each.table(), each));
    return digests(context, Restore.purpose(context)).stream()
        .filter(
            each -> {
              TableDigest old = then.get(each.table());
              return old != null && old.sameContents(each);
            })
        .map(TableDigest::table)
        .collect(Collectors.toSet());
  }

  private List<TableDigest> digests(StepContext context, String purpose) {
    return kit.manifests().read(Backups.folder(kit, context, purpose)).tables();
  }

  private List<TableFacts> tables(StepContext context, String database) {
    return tables(kit, context, database);
  }

  static List<TableFacts> tables(BackupKit kit, StepContext context, String database) {
    try (Snapshot snapshot =
        kit.server()
            .snapshot(
                database,
                BackupOrder.application(context.run(), StepName.RESTORE.number()),
                1,
                context.progress()::isCancelled)) {
      return snapshot.tables();
    }
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be made", e);
    }
  }

  private static void dropped(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be removed", e);
    }
  }

  /// The lists stay.
  @Override
  public Evidence undo(StepContext context) {
    return Evidence.NONE;
  }

  @Override
  public Reversal reversal() {
    return Reversal.KEPT;
  }
}
