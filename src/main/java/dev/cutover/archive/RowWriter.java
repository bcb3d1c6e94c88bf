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
  private final PostingRows postings;
  private final RowDigest digest = new RowDigest();
  private final MessageDigest all = RowDigest.sha256();
  private final WordBag words = new WordBag();
  private PostingSegment segment = new PostingSegment();
  private long rows;
  private long bytes;
  private long put;

  /// A row as it is kept, with its digest.
  record Digested(RawRecord row, @Nullable String history, byte[] digest) {}

  /// A row with all that is computed for it.
  ///
  /// @param full a segment of the index of words that is to be written, when it became full with
  ///   this row
  record Ready(Digested row, @Nullable PostingSegment full) {}

  RowWriter(SnapshotFile file, @Nullable Masking masking) {
    this.file = file;
    this.masking = masking;
    try {
      record = file.prepare("INSERT INTO record VALUES (" + "?, ".repeat(24) + "?)");
      document = file.prepare("INSERT OR REPLACE INTO document VALUES (?, ?, ?)");
      postings = new PostingRows(file);
    } catch (SQLException e) {
      throw new SqliteTrouble(e);
    }
  }

  long rows() {
    return rows;
  }

  /// A row whose document is in the file already.
  void addStored(RawRecord given) {
    put(ready(digested(given)), true);
  }

  /// What needs no file, in two steps: each by one thread, in the order of the rows. Others may
  /// take the next step meanwhile, and put rows into the file.
  Digested digested(RawRecord given) {
    RawRecord row = masking == null ? given : masking.of(given);
    bytes += row.body().length;
    String history = History.written(row.history());
    byte[] its = digest.of(row, history);
    all.update(its);
    return new Digested(row, history, its);
  }

  Ready ready(Digested row) {
    rows++;
    words.add(row.row().readable());
    if (rows % SnapshotSchema.BLOCK == 0) {
      blockEnds();
    }
    return new Ready(row, segment.isFull() ? taken() : null);
  }

  private void blockEnds() {
    segment.add(SnapshotSchema.block(rows), words.words());
    words.clear();
  }

  private PostingSegment taken() {
    PostingSegment full = segment;
    segment = new PostingSegment();
    return full;
  }

  void put(Ready ready) {
    put(ready, false);
  }

  private void put(Ready ready, boolean stored) {
    RawRecord row = ready.row().row();
    put++;
    try {
      record(ready.row());
      if (!stored || masking != null) {
        document.setLong(1, row.line().id());
        document.setBytes(2, row.body());
        document.setBytes(3, Arrays.equals(row.body(), row.readable()) ? null : row.readable());
        document.executeUpdate();
      }
      if (ready.full() != null) {
        postings.put(ready.full());
      }
    } catch (SQLException e) {
      throw new SqliteTrouble(e);
    }
  }

  private void record(Digested its) throws SQLException {
    RawRecord row = its.row();
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
    record.setString(++at, its.history());
    record.setBytes(++at, its.digest());
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
      if (rows % SnapshotSchema.BLOCK != 0) {
        blockEnds();
      }
      postings.put(taken());
      postings.close();
      record.close();
      document.close();
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
