package dev.cutover.database;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads raw rows whose ids are known.
final class RawRows {
  private static final String LINES = SqlResource.load("raw/lines.sql").text();
  private static final String DOCUMENTS = SqlResource.load("raw/documents.sql").text();

  private final Connection connection;

  RawRows(Connection connection) {
    this.connection = connection;
  }

  /// In the order of the ids.
  List<RawLine> lines(Collection<Long> ids) {
    return ids.isEmpty() ? List.of() : Sql.on(connection, LINES).withLongs(ids).list(RawRows::line);
  }

  private static RawLine line(ResultSet row) throws SQLException {
    return new RawLine(
        row.getLong("id"),
        new TenantId(row.getLong("tenant_id")),
        row.getString("tenant"),
        new IntegrationId(row.getLong("integration_id")),
        row.getString("entity_type"),
        row.getString("external_id"),
        row.getString("label"),
        Math.max(1, row.getInt("version")),
        Objects.requireNonNullElse(Sql.instant(row, "created_at"), Instant.EPOCH),
        row.getString("status"),
        Sql.number(row, "size"),
        row.getString("problem"));
  }

  /// In the order of the ids, with their documents.
  List<RawRecord> records(List<Long> ids) {
    Map<Long, RawLine> lines = new HashMap<>();
    lines(ids).forEach(line -> lines.put(line.id(), line));
    Map<Long, List<RawRecord.Event>> events = events(ids);
    Map<Long, RawRecord> found = new HashMap<>();
    Sql.on(connection, DOCUMENTS)
        .withLongs(ids)
        .list(
            row -> {
              long id = row.getLong("id");
              RawLine line = lines.get(id);
              if (line != null) {
                found.put(id, record(row, line, events.getOrDefault(id, List.of())));
              }
              return id;
            });
    List<RawRecord> ordered = new ArrayList<>();
    for (Long id : ids) {
      RawRecord each = found.get(id);
      if (each != null) {
        ordered.add(each);
      }
    }
    return ordered;
  }

  private static RawRecord record(ResultSet row, RawLine line, List<RawRecord.Event> history)
      throws SQLException {
    byte[] body = row.getBytes("body");
    byte[] cleaned = row.getBytes("cleaned");
    return new RawRecord(
        line,
        body,
        row.getBoolean("exact"),
        cleaned == null ? body : cleaned,
        List.of((String[]) row.getArray("raw_flags").getArray()),
        row.getString("sha256"),
        Sql.instant(row, "source_updated_at"),
        Sql.instant(row, "last_seen_at"),
        Sql.instant(row, "processed_at"),
        Sql.number(row, "run_id"),
        Sql.number(row, "job_id"),
        row.getBoolean("current"),
        row.getString("metadata"),
        row.getString("problem"),
        history);
  }

  private Map<Long, List<RawRecord.Event>> events(List<Long> ids) {
    Map<Long, List<RawRecord.Event>> events = new HashMap<>();
    Sql.on(
            connection,
            "SELECT raw_id, at, from_status, to_status, actor, detail FROM etl_raw_event WHERE"
                + " raw_id = ANY (?) ORDER BY raw_id, seq")
        .withLongs(ids)
        .list(
            row ->
                events
                    .computeIfAbsent(row.getLong("raw_id"), _ -> new ArrayList<>())
                    .add(
                        new RawRecord.Event(
                            Sql.instant(row, "at"),
                            row.getString("from_status"),
                            row.getString("to_status"),
                            row.getString("actor"),
                            row.getString("detail"))));
    return events;
  }
}
