package dev.cutover.archive;

import dev.cutover.job.Problem;
import dev.cutover.job.Progress;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.SnapshotCheck;
import dev.cutover.rawdata.SnapshotCheck.Damaged;
import dev.cutover.rawdata.SnapshotFacts;
import dev.cutover.rawdata.SnapshotTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Looks at every byte of a snapshot: the digest of the file, then that of each row, and names the
/// rows that are not as they were written.
public final class SnapshotVerification {
  private static final int MOST_NAMED = 1_000;
  private static final int BETWEEN_PROGRESS = 1_000;

  private final Path file;
  private final Progress progress;
  private final List<Damaged> damaged = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long intact;
  private long damagedRows;
  private boolean stopped;

  public SnapshotVerification(Path file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /// @param cache of the program
  /// @throws SnapshotTrouble when the file is no snapshot or nothing of it can be read
  public SnapshotCheck run(Path cache) {
    try (SnapshotSource source = SnapshotSource.open(file, cache)) {
      SnapshotFacts facts = source.about();
      if (facts.damage() != null) {
        notes.add(facts.damage());
      }
      Seal.Found seal = seal();
      boolean isSealed = seal.isIntact();
      String rows = stopped ? "" : rows(facts);
      if (!stopped && !rows.isEmpty() && isSealed != (damagedRows == 0 && notes.isEmpty())) {
        notes.add(
            isSealed
                ? "The digest of the file was written anew after rows were changed."
                : "Bytes outside of the rows were changed.");
      }
      return new SnapshotCheck(
          facts,
          seal.actual() == null ? "" : seal.actual(),
          isSealed,
          intact,
          damaged,
          damagedRows,
          notes,
          stopped);
    }
  }

  private Seal.Found seal() {
    try {
      Seal.Found found = Seal.look(file, (_, _) -> !progress.isCancelled());
      if (found.actual() == null) {
        stopped = true;
      } else if (found.written() == null) {
        notes.add("The digest of the file is missing.");
      }
      return found;
    } catch (IOException e) {
      throw new SnapshotTrouble(
          file,
          new Problem("snapshot.unreadable", file + " cannot be read: " + e.getMessage() + ".", ""),
          e);
    }
  }

  /// @return the digest of all rows, empty when it cannot be told
  private String rows(SnapshotFacts facts) {
    try (Connection connection = SqliteFile.openFrozen(file);
        FrozenRows rows = new FrozenRows(connection)) {
      MessageDigest all = RowDigest.sha256();
      for (long place = 1; place <= facts.rows(); place++) {
        row(rows, place, all);
        if (place % BETWEEN_PROGRESS == 0) {
          progress.at(place, facts.rows());
          if (progress.isCancelled() || Thread.currentThread().isInterrupted()) {
            stopped = true;
            return "";
          }
        }
      }
      String digest = HexFormat.of().formatHex(all.digest());
      if (damagedRows == 0) {
        compare(connection, digest, facts.rows());
      }
      return digest;
    } catch (SQLException e) {
      notes.add("Its rows cannot be read: " + e.getMessage() + ".");
      return "";
    }
  }

  private void row(FrozenRows rows, long place, MessageDigest all) throws SQLException {
    Optional<FrozenRows.Found> found = Rescue.record(rows, place);
    if (found.isPresent() && found.get().intact()) {
      intact++;
      all.update(found.get().digest());
      return;
    }
    damagedRows++;
    if (damaged.size() < MOST_NAMED) {
      damaged.add(
          found
              .map(each -> new Damaged(place, name(each.row().line()), "it was changed"))
              .orElseGet(() -> new Damaged(place, "row " + place, "it cannot be read")));
    }
  }

  private static String name(RawLine line) {
    return line.entity() + " " + line.name() + " (raw row " + line.id() + ")";
  }

  /// Rows that were taken out or added as a whole.
  private void compare(Connection connection, String digest, long rows) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT value FROM manifest WHERE name = 'rows_sha256'), (SELECT"
                    + " max(place) FROM record)")) {
      if (!row.next() || !digest.equals(row.getString(1))) {
        notes.add("The rows are not those that were written.");
      } else if (row.getLong(2) != rows) {
        notes.add("There are more rows than were written.");
      }
    }
  }
}
