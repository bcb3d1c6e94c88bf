package dev.cutover.boot;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.JournalRecord.Phase;
import dev.cutover.cutover.RollbackForecast;
import dev.cutover.cutover.RollbackForecast.Fate;
import dev.cutover.cutover.RollbackForecast.Line;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.TableDigest;
import dev.cutover.database.PgRowCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a rollback would leave, bring back or lose: the rows of the backup's manifest beside those
/// that are there now.
final class CutoverForecast {
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
    Map<String, Long> then = rows(manifest);
    PgRowCounts counts = new PgRowCounts(session.database());
    for (CutoverPlan.Table table : plan.tables()) {
      Long before = then.get(table.title());
      OptionalLong now = counts.of(table.schema(), table.name());
      long more = before == null || now.isEmpty() ? 0 : now.getAsLong() - before;
      if (more != 0) {
        instant.add(new Line(Fate.STAYS, "rows of " + table.title(), more, "nothing is restored"));
        restore.add(
            new Line(
                Fate.DECIDE,
                "rows of " + table.title(),
                more,
                "listed in a file; written again where the plan's restore.replay names the table,"
                    + " else kept in the failed database alone"));
      }
    }
    OptionalLong raw = counts.of("public", "raw_extraction_data");
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

  private static Map<String, Long> rows(@Nullable Manifest manifest) {
    Map<String, Long> rows = new HashMap<>();
    if (manifest != null) {
      for (TableDigest each : manifest.tables()) {
        rows.put(each.table(), each.rows());
      }
    }
    return rows;
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
