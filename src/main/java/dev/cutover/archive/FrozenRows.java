package dev.cutover.archive;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads single rows of a snapshot.
final class FrozenRows implements AutoCloseable {
  /// Among the flags of a row that is not as it was written.
  static final String DAMAGED = "damaged";

  private static final String LINE =
      "SELECT r.*, t.name AS tenant FROM record r LEFT JOIN tenant t ON t.id = r.tenant_id WHERE ";

  private final PreparedStatement byPlace;
  private final PreparedStatement byId;
  private final PreparedStatement document;
  private final RowDigest digest = new RowDigest();

  FrozenRows(Connection connection) throws SQLException {
    byPlace = connection.prepareStatement(LINE + "r.place = ?");
    byId = connection.prepareStatement(LINE + "r.id = ?");
    document = connection.prepareStatement("SELECT body, readable FROM document WHERE id = ?");
  }

  Optional<RawLine> lineAt(long place) throws SQLException {
    byPlace.setLong(1, place);
    try (ResultSet row = byPlace.executeQuery()) {
      return row.next() ? Optional.of(line(row)) : Optional.empty();
    }
  }

  /// A record with its document.
  ///
  /// @param intact false when it is not as it was written
  record Found(RawRecord row, byte[] digest, boolean intact) {}

  Optional<Found> byId(long id) throws SQLException {
    byId.setLong(1, id);
    Optional<Found> found = found(byId);
    if (found.isEmpty()) {
      mustBeUnknown(id);
    }
    return found;
  }

  /// A damaged index may have lost the row of a document that is there.
  private void mustBeUnknown(long id) throws SQLException {
    document.setLong(1, id);
    try (ResultSet its = document.executeQuery()) {
      if (its.next()) {
        throw new DamagedRow(new IllegalStateException("raw row " + id + " is not indexed"));
      }
    }
  }

  Optional<Found> at(long place) throws SQLException {
    byPlace.setLong(1, place);
    return found(byPlace);
  }

  private Optional<Found> found(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(record(row)) : Optional.empty();
    }
  }

  /// A row and its document that are kept apart, while a snapshot is made.
  static RawRecord joined(
      ResultSet row,
      String tenant,
      byte[] body,
      byte @Nullable [] readable,
      List<RawRecord.Event> history)
      throws SQLException {
    return record(row, unchecked(row, tenant), body, readable == null ? body : readable, history);
  }

  private static RawLine line(ResultSet row) throws SQLException {
    try {
      return unchecked(row, String.valueOf(row.getString("tenant")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new DamagedRow(e);
    }
  }

  private static RawLine unchecked(ResultSet row, String tenant) throws SQLException {
    return new RawLine(
        row.getLong("id"),
        new TenantId(row.getLong("tenant_id")),
        tenant,
        new IntegrationId(row.getLong("integration_id")),
        text(row, "entity_type"),
        row.getString("external_id"),
        row.getString("label"),
        row.getInt("version"),
        RowDigest.moment(row.getLong("created_at")),
        text(row, "processing_status"),
        number(row, "size"),
        row.getString("problem"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return String.valueOf(row.getString(column));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    Long micros = number(row, column);
    try {
      return micros == null ? null : RowDigest.moment(micros);
    } catch (DateTimeException e) {
      throw new DamagedRow(e);
    }
  }

  private Found record(ResultSet row) throws SQLException {
    RawLine line = line(row);
    byte[] body = new byte[0];
    byte[] readable = null;
    boolean there = false;
    document.setLong(1, line.id());
    try (ResultSet its = document.executeQuery()) {
      if (its.next()) {
        byte[] read = its.getBytes(1);
        there = read != null;
        body = read == null ? body : read;
        readable = its.getBytes(2);
      }
    } catch (SQLException e) {
      if (!SqliteFile.isDamage(e)) {
        throw e;
      }
      // The row without its document is more than nothing; it is marked as damaged below.
      there = false;
    }
    String written = row.getString("history");
    byte[] itsDigest = row.getBytes("digest");
    RawRecord record = record(row, line, body, readable == null ? body : readable, events(written));
    boolean intact = there && Arrays.equals(itsDigest, digest.of(record, written));
    return new Found(
        intact ? record : marked(record), itsDigest == null ? new byte[0] : itsDigest, intact);
  }

  private static RawRecord record(
      ResultSet row, RawLine line, byte[] body, byte[] readable, List<RawRecord.Event> history)
      throws SQLException {
    String flags = text(row, "raw_flags");
    return new RawRecord(
        line,
        body,
        row.getInt("exact") != 0,
        readable,
        flags.isEmpty() ? List.of() : List.of(flags.split(",")),
        row.getString("content_sha256"),
        moment(row, "source_updated_at"),
        moment(row, "last_seen_at"),
        moment(row, "processed_at"),
        number(row, "run_id"),
        number(row, "job_id"),
        row.getInt("is_current") != 0,
        row.getString("extraction_metadata"),
        row.getString("error_details"),
        history);
  }

  private static List<RawRecord.Event> events(@Nullable String history) {
    try {
      return History.read(history);
    } catch (IllegalArgumentException unreadable) {
      // Damaged, as the digest of the row tells.
      return List.of();
    }
  }

  private static RawRecord marked(RawRecord row) {
    List<String> flags = new java.util.ArrayList<>(row.flags());
    flags.add(DAMAGED);
    return new RawRecord(
        row.line(),
        row.body(),
        false,
        row.readable(),
        flags,
        row.sha256(),
        row.sourceUpdatedAt(),
        row.lastSeenAt(),
        row.processedAt(),
        row.run(),
        row.job(),
        row.current(),
        row.metadata(),
        row.problem(),
        row.history());
  }

  @Override
  public void close() throws SQLException {
    byPlace.close();
    byId.close();
    document.close();
  }
}
