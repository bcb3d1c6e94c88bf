package dev.cutover.archive;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.Progress;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.BackupText;
import dev.cutover.rawdata.Masking;
import dev.cutover.rawdata.RawFacets;
import dev.cutover.rawdata.RawProvenance;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.rawdata.SnapshotResult;
import dev.cutover.rawdata.SnapshotTrouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a snapshot out of a backup's archive: the rows run through once, are put in their order,
/// and answer then as those of the database did. No server, nothing beside the snapshot on disk.
public final class BackupSnapshot {
  private static final String RAW = "raw_extraction_data";
  private static final int BETWEEN_PROGRESS = 500;
  private static final String IN_ORDER =
      "SELECT a.*, (SELECT min(1000, count(*)) FROM seen v WHERE v.external_id = a.external_id AND"
          + " v.tenant = a.tenant_id AND v.integration = a.integration_id AND v.entity ="
          + " a.entity_type AND v.id <= a.id) AS version, NOT EXISTS (SELECT 1 FROM seen v WHERE"
          + " v.external_id = a.external_id AND v.tenant = a.tenant_id AND v.integration ="
          + " a.integration_id AND v.entity = a.entity_type AND (v.job, v.id) > (m.job, m.id)) AS"
          + " is_current FROM arrived a JOIN seen m ON m.id = a.id ORDER BY a.created_at, a.id";

  private final SnapshotWriter writer;
  private final BackupText backup;

  /// @param cache of the program
  public BackupSnapshot(Path cache, BackupText backup) {
    this.writer = new SnapshotWriter(cache);
    this.backup = backup;
  }

  /// @param archive a file of `pg_dump -Fc`, or a folder with `database.dump`
  /// @param target is replaced when it exists; ask before
  /// @throws SnapshotTrouble when the archive cannot be read or the file not be written
  public SnapshotResult write(
      Path archive,
      RawQuery query,
      @Nullable Masking masking,
      SnapshotWriter.Circumstances circumstances,
      Path target,
      Progress progress) {
    Path dump = Files.isDirectory(archive) ? archive.resolve("database.dump") : archive;
    QueryMatch match = new QueryMatch(query);
    return writer.file(
        target,
        part -> {
          try (SnapshotFile file = SnapshotFile.create(part)) {
            BackupTables tables = new BackupTables(file);
            backup.read(dump, BackupTables.TABLES, text -> new CopyText(text).read(tables::row));
            tables.done(file);
            ArrivedRows rows = new ArrivedRows(file, tables, match);
            backup.read(
                dump,
                List.of(RAW),
                text ->
                    new CopyText(text)
                        .read(
                            (table, row) -> {
                              if (table.equals(RAW)) {
                                rows.row(row);
                                tell(progress, rows.arrived());
                              }
                              return !progress.isCancelled();
                            }));
            rows.done();
            return progress.isCancelled()
                ? null
                : order(file, tables, masking, circumstances, dump, progress);
          }
        });
  }

  private static void tell(Progress progress, long rows) {
    if (rows % BETWEEN_PROGRESS == 0) {
      progress.at(rows, 0);
    }
  }

  private static @Nullable Long order(
      SnapshotFile file,
      BackupTables tables,
      @Nullable Masking masking,
      SnapshotWriter.Circumstances circumstances,
      Path dump,
      Progress progress)
      throws SQLException {
    RowWriter writer = new RowWriter(file, masking);
    try (Statement statement = file.connection().createStatement();
        ResultSet row = statement.executeQuery(IN_ORDER);
        PreparedStatement document =
            file.prepare("SELECT body, readable FROM document WHERE id = ?");
        PreparedStatement events =
            file.prepare(
                "SELECT at, from_status, to_status, actor, detail FROM event WHERE raw_id = ? ORDER"
                    + " BY seq")) {
      while (row.next()) {
        writer.addStored(record(row, tables, document, events));
        tell(progress, writer.rows());
        if (progress.isCancelled()) {
          return null;
        }
      }
    }
    RawProvenance provenance =
        new RawProvenance(
            "backup " + dump.getFileName(), "backup", tables.schema, mappings(tables));
    writer.finish(provenance, tenants(tables), integrations(tables), circumstances);
    return writer.rows();
  }

  private static Map<IntegrationId, Map<String, String>> mappings(BackupTables tables) {
    Map<IntegrationId, Map<String, String>> mappings = new HashMap<>();
    tables.mappings.forEach((id, its) -> mappings.put(new IntegrationId(id), its));
    return mappings;
  }

  private static List<RawFacets.Tenant> tenants(BackupTables tables) {
    List<RawFacets.Tenant> tenants = new ArrayList<>();
    tables.tenants.forEach((id, name) -> tenants.add(new RawFacets.Tenant(new TenantId(id), name)));
    return tenants;
  }

  private static List<RawFacets.Integration> integrations(BackupTables tables) {
    List<RawFacets.Integration> integrations = new ArrayList<>();
    tables.integrations.forEach(
        (id, its) ->
            integrations.add(
                new RawFacets.Integration(
                    new IntegrationId(id), new TenantId(its.tenant()), its.provider())));
    return integrations;
  }

  private static RawRecord record(
      ResultSet row, BackupTables tables, PreparedStatement document, PreparedStatement events)
      throws SQLException {
    long id = row.getLong("id");
    document.setLong(1, id);
    byte[] body;
    byte[] readable;
    try (ResultSet its = document.executeQuery()) {
      its.next();
      body = its.getBytes(1);
      readable = its.getBytes(2);
    }
    return FrozenRows.joined(
        row,
        String.valueOf(tables.tenants.get(row.getLong("tenant_id"))),
        body,
        readable,
        events(events, id));
  }

  private static List<RawRecord.Event> events(PreparedStatement statement, long id)
      throws SQLException {
    statement.setLong(1, id);
    List<RawRecord.Event> events = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Instant at = PgText.moment(row.getString(1));
        events.add(
            new RawRecord.Event(
                at,
                row.getString(2),
                String.valueOf(row.getString(3)),
                String.valueOf(row.getString(4)),
                row.getString(5)));
      }
    }
    return events;
  }
}
