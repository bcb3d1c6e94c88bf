package dev.cutover.archive;

import dev.cutover.rawdata.Masking;
import dev.cutover.rawdata.RawFacets;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawProvenance;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.rawdata.RawSource;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts rows into a snapshot in the order in which they come: the order of their extraction.
final class RowWriter {
  private final SnapshotFile file;
  private final @Nullable Masking masking;
  private final PreparedStatement record;
  private final PreparedStatement document;
  private final PreparedStatement word;
  private final RowDigest digest = new RowDigest();
  private final MessageDigest all = RowDigest.sha256();
  private final WordBag words = new WordBag();
  private long rows;
  private long bytes;
  private long put;

  /// A row with all that is computed for it.
  ///
  /// @param words of its block, when it is the last one of it
  record Ready(RawRecord row, @Nullable String history, byte[] digest, @Nullable String words) {}

  RowWriter(SnapshotFile file, @Nullable Masking masking) {
    this.file = file;
    this.masking = masking;
    try {
      record = file.prepare("INSERT INTO record VALUES (" + "?, ".repeat(24) + "?)");
      document = file.prepare("INSERT OR REPLACE INTO document VALUES (?, ?, ?)");
      word = file.prepare("INSERT INTO word (rowid, words) VALUES (?, ?)");
    } catch (SQLException e) {
      throw new SqliteTrouble(e);
    }
  }

  long rows() {
    return rows;
  }

  /// A row whose document is in the file already.
  void addStored(RawRecord given) {
    put(prepare(given), true);
  }

  /// Everything that needs no file: by one thread, in the order of the rows. Another one may put
  /// them into the file meanwhile.
  Ready prepare(RawRecord given) {
    RawRecord row = masking == null ? given : masking.of(given);
    rows++;
    bytes += row.body().length;
    String history = History.written(row.history());
    byte[] its = digest.of(row, history);
    all.update(its);
    words.add(row.readable());
    return new Ready(row, history, its, rows % SnapshotSchema.BLOCK == 0 ? words.taken() : null);
  }

  void put(Ready ready) {
    put(ready, false);
  }

  private void put(Ready ready, boolean stored) {
    RawRecord row = ready.row();
    put++;
    try {
      record(ready);
      if (!stored || masking != null) {
        document.setLong(1, row.line().id());
        document.setBytes(2, row.body());
        document.setBytes(3, Arrays.equals(row.body(), row.readable()) ? null : row.readable());
        document.executeUpdate();
      }
      if (ready.words() != null) {
        words(ready.words());
      }
    } catch (SQLException e) {
      throw new SqliteTrouble(e);
    }
  }

  private void words(String its) throws SQLException {
    word.setLong(1, SnapshotSchema.block(put));
    word.setString(2, its);
    word.executeUpdate();
  }

  private void record(Ready ready) throws SQLException {
    RawRecord row = ready.row();
    RawLine line = row.line();
    int at = 0;
    record.setLong(++at, put);
    record.setLong(++at, line.id());
    record.setLong(++at, line.tenant().value());
    record.setLong(++at, line.integration().value());
    record.setString(++at, line.entity());
    record.setString(++at, line.externalId());
    record.setString(++at, line.label());
    record.setInt(++at, line.version());
    record.setInt(++at, row.current() ? 1 : 0);
    record.setLong(++at, RowDigest.micros(line.extractedAt()));
    record.setString(++at, line.status());
    number(++at, line.size());
    record.setString(++at, line.problem());
    record.setString(++at, row.problem());
    record.setString(++at, row.metadata());
    record.setInt(++at, row.exact() ? 1 : 0);
    record.setString(++at, String.join(",", row.flags()));
    record.setString(++at, row.sha256());
    moment(++at, row.sourceUpdatedAt());
    moment(++at, row.lastSeenAt());
    moment(++at, row.processedAt());
    number(++at, row.run());
    number(++at, row.job());
    record.setString(++at, ready.history());
    record.setBytes(++at, ready.digest());
    record.executeUpdate();
  }

  private void number(int at, @Nullable Long value) throws SQLException {
    if (value == null) {
      record.setNull(at, Types.INTEGER);
    } else {
      record.setLong(at, value);
    }
  }

  private void moment(int at, @Nullable Instant value) throws SQLException {
    number(at, value == null ? null : RowDigest.micros(value));
  }

  /// Writes what is said about the rows, and the indexes.
  void finish(RawSource source, SnapshotWriter.Circumstances circumstances) {
    RawFacets facets = source.facets();
    finish(source.provenance(), facets.tenants(), facets.integrations(), circumstances);
  }

  void finish(
      RawProvenance provenance,
      List<RawFacets.Tenant> tenants,
      List<RawFacets.Integration> integrations,
      SnapshotWriter.Circumstances circumstances) {
    try {
      if (put % SnapshotSchema.BLOCK != 0) {
        words(words.taken());
      }
      record.close();
      document.close();
      word.close();
      SnapshotEnd end = new SnapshotEnd(file);
      end.owners(tenants, integrations, provenance);
      end.write(
          provenance,
          circumstances,
          masking == null ? "" : masking.words(),
          rows,
          bytes,
          HexFormat.of().formatHex(all.digest()));
    } catch (SQLException e) {
      throw new SqliteTrouble(e);
    }
  }
}
