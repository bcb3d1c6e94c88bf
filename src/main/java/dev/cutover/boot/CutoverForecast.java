package dev.cutover.boot;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.JournalRecord.Phase;
import dev.cutover.cutover.RollbackForecast;
import dev.cutover.cutover.RollbackForecast.Fate;
import dev.cutover.cutover.RollbackForecast.Line;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.BackupServer;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.Snapshot;
import dev.cutover.cutover.backup.TableDigest;
import dev.cutover.cutover.backup.TableFacts;
import dev.cutover.database.PgRowCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a rollback would leave, bring back or lose: the rows of the backup's manifest beside those
/// that are there now.
final class CutoverForecast {
  private static final long UNCOUNTED = -1;
  private static final String LISTED =
      "listed in a file; written again where the plan's restore.replay names the table, else kept"
          + " in the failed database alone";

  private final Session session;
  private final CutoverDesk desk;
  private final BackupParts backups;

  CutoverForecast(Session session, CutoverDesk desk) {
    this.session = session;
    this.desk = desk;
    this.backups = new BackupParts(session, System.getenv());
  }

  RollbackForecast of(String run) {
    CutoverPlan plan = desk.shelf().plan(run).plan();
    List<JournalRecord> records = desk.shelf().records(run);
    Path folder = proved(records);
    Manifest manifest = folder == null ? null : backups.manifests().read(folder);
    List<Line> instant = new ArrayList<>();
    List<Line> restore = new ArrayList<>();
    for (Moved each : manifest == null ? List.<Moved>of() : moved(plan, manifest)) {
      String rows = "rows of " + each.table();
      if (each.more() != 0) {
        instant.add(new Line(Fate.STAYS, rows, each.more(), "nothing is restored"));
        restore.add(new Line(Fate.DECIDE, rows, each.more(), LISTED));
      } else {
        String changed = rows + " that are not as in the backup";
        instant.add(new Line(Fate.STAYS, changed, UNCOUNTED, "nothing is restored"));
        restore.add(new Line(Fate.DECIDE, changed, UNCOUNTED, LISTED));
      }
    }
    OptionalLong raw = new PgRowCounts(session.database()).of("public", "raw_extraction_data");
    raw.ifPresent(
        count -> {
          instant.add(new Line(Fate.STAYS, "raw records", count, "nothing is restored"));
          restore.add(
              new Line(
                  Fate.DECIDE,
                  "raw records",
                  count,
                  "kept in the failed database; the next run reads the sources again"));
        });
    instant.add(
        new Line(Fate.RETURNS, plan.service().name(), 1, "started again, its folder in its place"));
    restore.add(
        new Line(
            Fate.RETURNS,
            "database " + plan.target().database(),
            1,
            "as it was backed up; the one of now is kept under another name"));
    return new RollbackForecast(
        instant,
        restore,
        folder == null ? "This run has no proved backup yet, so there is nothing to restore." : "");
  }

  /// A table of the plan whose contents are not those of the backup.
  ///
  /// @param more rows than then; 0 when as many are there, and not the same
  private record Moved(String table, long more) {}

  /// By the digests of the tables in one snapshot: rows that were changed, or of which as many came
  /// as went, do not show in their number.
  private List<Moved> moved(CutoverPlan plan, Manifest manifest) {
    Map<String, TableDigest> then = new HashMap<>();
    manifest.tables().forEach(each -> then.put(each.table(), each));
    Set<String> planned =
        plan.tables().stream().map(CutoverPlan.Table::title).collect(Collectors.toSet());
    List<Moved> moved = new ArrayList<>();
    BackupServer server = backups.server();
    try (Snapshot now =
        server.snapshot(
            server.database(),
            "etl-cutover/" + manifest.run() + "/forecast",
            1,
            () -> Thread.currentThread().isInterrupted())) {
      for (TableFacts table : now.tables()) {
        TableDigest before = then.get(table.title());
        if (before != null && planned.contains(table.title())) {
          TableDigest found = now.digest(table.like(before), _ -> {});
          if (!found.sameContents(before)) {
            moved.add(new Moved(table.title(), found.rows() - before.rows()));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while the rows since the backup were counted", e);
    }
    return moved;
  }

  /// Folder of the final backup that is done and was not undone.
  private static @Nullable Path proved(List<JournalRecord> records) {
    Path folder = null;
    for (JournalRecord each : records) {
      if (each.step().equals(StepName.BACKUP.word()) && each.phase() == Phase.DONE) {
        String named = each.evidence().facts().get("folder");
        folder = named == null ? folder : Path.of(named);
      }
    }
    return folder;
  }
}
