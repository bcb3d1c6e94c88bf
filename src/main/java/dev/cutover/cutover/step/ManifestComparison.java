package dev.cutover.cutover.step;

import dev.cutover.check.Examined;
import dev.cutover.check.Item;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.Validation;
import dev.cutover.cutover.backup.BackupServer;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.ManifestFiles;
import dev.cutover.cutover.backup.Snapshot;
import dev.cutover.cutover.backup.TableDigest;
import dev.cutover.cutover.backup.TableFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was there when the backup was taken, and is it still: rows of every table, and the very
/// contents of those that nobody should have written since.
public final class ManifestComparison implements Validation {
  private static final String GROUP = "integrity";
  private static final int NAMES = 8;

  /// Tables of the platform that the pipeline writes, beside those with its own prefixes.
  private static final Set<String> WRITTEN =
      Set.of(
          "projects",
          "projects_wits",
          "projects_statuses",
          "wits",
          "statuses",
          "work_items",
          "work_items_prs_links",
          "changelogs",
          "repositories",
          "prs",
          "prs_reviews",
          "prs_commits",
          "prs_comments",
          "integrations",
          "raw_extraction_data",
          "migration_history",
          "flyway_schema_history");

  private static final Item PRESERVED =
      new Item(
          "I1",
          GROUP,
          "All existing data is preserved",
          "rows of every table now and in the backup's manifest",
          "not one table has fewer rows");
  private static final Item UNTOUCHED =
      new Item(
          "I1b",
          GROUP,
          "Tables that nobody writes are as they were",
          "digests of the tables outside of the pipeline, now and in the backup's manifest",
          "equal");

  private final BackupServer server;
  private final ManifestFiles manifests;

  public ManifestComparison(BackupServer server, ManifestFiles manifests) {
    this.server = server;
    this.manifests = manifests;
  }

  @Override
  public String area() {
    return "backup";
  }

  @Override
  public List<Examined> examine(Scope scope) throws InterruptedException {
    @Nullable Path folder = scope.backup();
    if (folder == null) {
      String why = "no backup of this run is known";
      return List.of(PRESERVED.notApplicable(why), UNTOUCHED.notApplicable(why));
    }
    Manifest manifest;
    try {
      manifest = manifests.read(folder);
    } catch (StepFailure unreadable) {
      String what = unreadable.problem().what();
      String remedy = "See `cutover backup verify " + folder + "`.";
      return List.of(PRESERVED.fail(what, remedy), UNTOUCHED.fail(what, remedy));
    }
    try (Snapshot now =
        server.snapshot(
            server.database(),
            "etl-cutover/" + manifest.run() + "/S12",
            1,
            () -> Thread.currentThread().isInterrupted())) {
      return compare(manifest, now);
    }
  }

  private static List<Examined> compare(Manifest manifest, Snapshot now)
      throws InterruptedException {
    Map<String, TableFacts> tables = new HashMap<>();
    now.tables().forEach(each -> tables.put(each.title(), each));
    List<String> fewer = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    long rows = 0;
    int untouched = 0;
    for (TableDigest before : manifest.tables()) {
      TableFacts table = tables.get(before.table());
      if (table == null) {
        fewer.add(before.table() + ": " + before.rows() + " before, gone now");
        continue;
      }
      TableDigest found = now.digest(table.like(before), _ -> {});
      rows += found.rows();
      if (found.rows() < before.rows() && !isWorkingStock(table.name())) {
        fewer.add(before.table() + ": " + before.rows() + " before, " + found.rows() + " now");
      }
      if (!isWritten(table)) {
        untouched++;
        if (!found.sameContents(before)) {
          changed.add(before.table());
        }
      }
    }
    return List.of(
        fewer.isEmpty()
            ? PRESERVED.pass(
                rows + " rows in " + manifest.tables().size() + " tables, none has fewer.")
            : PRESERVED.fail(
                some(fewer) + ".",
                "Find out who deleted them; `cutover rollback --restore` goes back to the"
                    + " backup."),
        changed.isEmpty()
            ? UNTOUCHED.pass(untouched + " tables, all digests are equal.")
            : UNTOUCHED.fail(
                "Changed: " + some(changed) + ".",
                "Somebody else wrote there; see who is connected, and whether it matters."));
  }

  private static boolean isWritten(TableFacts table) {
    return WRITTEN.contains(table.name())
        || table.name().startsWith("etl_")
        || isWorkingStock(table.name())
        || isOfTheRun(table.schema());
  }

  /// The fence carries the epoch, which grows with each console that takes the run up.
  private static boolean isOfTheRun(String schema) {
    return schema.equals("etl_cutover") || schema.startsWith("etl_shadow_");
  }

  /// Staging is emptied by whoever loaded it.
  private static boolean isWorkingStock(String table) {
    return table.startsWith("stg_") || table.equals("etl_worker");
  }

  private static String some(List<String> names) {
    return names.size() <= NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, NAMES)) + " and " + (names.size() - NAMES) + " more";
  }
}
