package dev.cutover.archive;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.JsonOutline;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.rawdata.UnreadableJson;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes raw rows as a backup has them, in whatever order: documents go to where they stay, lines
/// wait until their order and the versions of their records are known.
final class ArrivedRows {
  private static final int SHORT = 500;

  private final SnapshotFile file;
  private final BackupTables tables;
  private final QueryMatch match;
  private final PreparedStatement labels;
  private final PreparedStatement seen;
  private final PreparedStatement line;
  private final PreparedStatement document;
  private long arrived;

  ArrivedRows(SnapshotFile file, BackupTables tables, QueryMatch match) throws SQLException {
    this.file = file;
    this.tables = tables;
    this.match = match;
    file.run(
        "CREATE TEMP TABLE seen (id INTEGER PRIMARY KEY, tenant INTEGER, integration INTEGER,"
            + " entity TEXT, external_id TEXT, job INTEGER)");
    file.run(
        "CREATE TEMP TABLE arrived (id INTEGER PRIMARY KEY, tenant_id INTEGER, integration_id"
            + " INTEGER, entity_type TEXT, external_id TEXT, label TEXT, created_at INTEGER,"
            + " processing_status TEXT, size INTEGER, problem TEXT, error_details TEXT,"
            + " extraction_metadata TEXT, exact INTEGER, raw_flags TEXT, content_sha256 TEXT,"
            + " source_updated_at INTEGER, last_seen_at INTEGER, processed_at INTEGER, run_id"
            + " INTEGER, job_id INTEGER)");
    this.labels = tables.labels(file);
    this.seen = file.prepare("INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?)");
    this.line = file.prepare("INSERT INTO arrived VALUES (" + "?, ".repeat(19) + "?)");
    this.document = file.prepare("INSERT INTO document VALUES (?, ?, ?)");
  }

  long arrived() {
    return arrived;
  }

  void row(CopyText.Row row) {
    arrived++;
    try {
      long id = Objects.requireNonNull(row.number("id"));
      RawRecord record = record(row, id);
      note(record.line(), row);
      if (match.onLine(record.line()) && match.onDocument(record.readable())) {
        keep(record);
      }
    } catch (SQLException e) {
      throw new SqliteTrouble(e);
    }
  }

  private RawRecord record(CopyText.Row row, long id) throws SQLException {
    byte[] data = Objects.requireNonNullElse(row.utf8("raw_data"), new byte[0]);
    byte[] kept = row.bytes("raw_body");
    List<String> flags = PgText.words(row.text("raw_flags"));
    boolean cleaned = kept != null && (flags.contains("nan") || flags.contains("invalid_utf8"));
    byte[] body = kept == null ? data : kept;
    byte[] sha256 = row.bytes("content_sha256");
    return new RawRecord(
        line(row, id, kept),
        body,
        kept != null,
        cleaned ? data : body,
        flags,
        sha256 == null ? null : HexFormat.of().formatHex(sha256),
        PgText.moment(row.text("source_updated_at")),
        PgText.moment(row.text("last_seen_at")),
        PgText.moment(row.text("processed_at")),
        row.number("run_id"),
        row.number("job_id"),
        true,
        row.text("extraction_metadata"),
        row.text("error_details"),
        List.of());
  }

  private RawLine line(CopyText.Row row, long id, byte @Nullable [] kept) throws SQLException {
    long tenant = Objects.requireNonNull(row.number("tenant_id"));
    long integration = Objects.requireNonNull(row.number("integration_id"));
    String entity = String.valueOf(row.text("entity_type"));
    String externalId = row.text("external_id");
    return new RawLine(
        id,
        new TenantId(tenant),
        String.valueOf(tables.tenants.get(tenant)),
        new IntegrationId(integration),
        entity,
        externalId,
        tables.label(labels, externalId, tenant, integration, entity),
        1,
        Objects.requireNonNullElse(PgText.moment(row.text("created_at")), Instant.EPOCH),
        Objects.requireNonNullElse(row.text("processing_status"), "pending"),
        kept == null ? null : (long) kept.length,
        problem(row.text("error_details")));
  }

  /// What is shown of a problem in a list.
  private static @Nullable String problem(@Nullable String details) {
    if (details == null) {
      return null;
    }
    String words = details;
    try {
      JsonOutline outline = JsonOutline.of(details.getBytes(StandardCharsets.UTF_8));
      words =
          outline
              .member(outline.root(), "what")
              .filter(what -> what.kind() != JsonOutline.Kind.NULL)
              .map(outline::text)
              .orElse(details);
    } catch (UnreadableJson none) {
      words = details;
    }
    return words.codePointCount(0, words.length()) <= SHORT
        ? words
        : words.substring(0, words.offsetByCodePoints(0, SHORT));
  }

  private void note(RawLine row, CopyText.Row copied) throws SQLException {
    Long job = copied.number("last_seen_job");
    seen.setLong(1, row.id());
    seen.setLong(2, row.tenant().value());
    seen.setLong(3, row.integration().value());
    seen.setString(4, row.entity());
    seen.setString(5, row.externalId());
    seen.setLong(6, job == null ? 0 : job);
    seen.executeUpdate();
  }

  private void keep(RawRecord row) throws SQLException {
    RawLine its = row.line();
    int at = 0;
    line.setLong(++at, its.id());
    line.setLong(++at, its.tenant().value());
    line.setLong(++at, its.integration().value());
    line.setString(++at, its.entity());
    line.setString(++at, its.externalId());
    line.setString(++at, its.label());
    line.setLong(++at, RowDigest.micros(its.extractedAt()));
    line.setString(++at, its.status());
    line.setObject(++at, its.size());
    line.setString(++at, its.problem());
    line.setString(++at, row.problem());
    line.setString(++at, row.metadata());
    line.setInt(++at, row.exact() ? 1 : 0);
    line.setString(++at, String.join(",", row.flags()));
    line.setString(++at, row.sha256());
    line.setObject(++at, micros(row.sourceUpdatedAt()));
    line.setObject(++at, micros(row.lastSeenAt()));
    line.setObject(++at, micros(row.processedAt()));
    line.setObject(++at, row.run());
    line.setObject(++at, row.job());
    line.executeUpdate();
    document.setLong(1, its.id());
    document.setBytes(2, row.body());
    document.setBytes(
        3, java.util.Arrays.equals(row.body(), row.readable()) ? null : row.readable());
    document.executeUpdate();
  }

  private static @Nullable Long micros(@Nullable Instant moment) {
    return moment == null ? null : RowDigest.micros(moment);
  }

  void done() throws SQLException {
    labels.close();
    seen.close();
    line.close();
    document.close();
    file.run("CREATE INDEX temp.seen_of ON seen (external_id)");
    file.run("CREATE INDEX temp.arrived_at ON arrived (created_at, id)");
  }
}
