package dev.cutover.database;

import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.backup.RowChanges;
import dev.cutover.cutover.backup.TableFacts;
import dev.cutover.job.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/// Merges the rows of two databases by key, and writes what one has more into the other.
public final class PgRowChanges implements RowChanges {
  private static final String APPLICATION = "etl-cutover/changes";

  private final DatabaseAddress address;

  public PgRowChanges(DatabaseAddress address) {
    this.address = address;
  }

  @Override
  public Changed list(
      String newer, String older, TableFacts table, Path file, BooleanSupplier cancelled)
      throws InterruptedException {
    try (Connection left = session(newer);
        Connection right = session(older)) {
      Set<String> kept = columns(right, table);
      if (table.keyColumns() == 0) {
        return new Changed(table.title(), 0, 0, 0, 0, false);
      }
      TreeSet<String> extra = new TreeSet<>(columns(left, table));
      extra.removeAll(kept);
      return merge(left, right, table, kept, extra, file, cancelled);
    } catch (SQLException e) {
      throw new DatabaseTrouble("comparing " + table.title(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The changes of " + table.title() + " cannot be kept: " + e.getMessage(), e);
    }
  }

  private Connection session(String database) {
    return DigestSession.open(address.withDatabase(database), APPLICATION, "");
  }

  private static Changed merge(
      Connection left,
      Connection right,
      TableFacts table,
      Set<String> kept,
      Set<String> extra,
      Path file,
      BooleanSupplier cancelled)
      throws SQLException, IOException, InterruptedException {
    Path unfit = file.resolveSibling(file.getFileName() + ".unfit");
    Path fit = file.resolveSibling(file.getFileName() + ".fit");
    ChangeWriter writer;
    try (BufferedWriter fits = Files.newBufferedWriter(fit);
        BufferedWriter doesNot = Files.newBufferedWriter(unfit)) {
      writer = new ChangeWriter(fits, doesNot);
      KeyedRows newer = new KeyedRows(left, table, extra);
      KeyedRows older = kept.isEmpty() ? KeyedRows.none() : new KeyedRows(right, table, Set.of());
      while (!newer.isOver() || !older.isOver()) {
        if (cancelled.getAsBoolean()) {
          throw new InterruptedException("stopped while comparing " + table.title());
        }
        int order = newer.compareTo(older);
        if (order < 0) {
          writer.write("inserted", newer.row(), newer.extra());
          newer.next();
        } else if (order > 0) {
          writer.write("deleted", older.row(), "{}");
          older.next();
        } else {
          if (!newer.row().equals(older.row())) {
            writer.write("updated", newer.row(), newer.extra());
          }
          newer.next();
          older.next();
        }
      }
    }
    join(file, unfit, fit);
    return writer.counted(table.title());
  }

  /// What does not fit first: it is what a person has to decide.
  private static void join(Path file, Path unfit, Path fit) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      Files.copy(unfit, out);
      Files.copy(fit, out);
    }
    Files.delete(unfit);
    Files.delete(fit);
  }

  private static Set<String> columns(Connection connection, TableFacts table) {
    return new TreeSet<>(
        Sql.on(
                connection,
                "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0"
                    + " AND NOT attisdropped")
            .with(Quoted.name(table.schema(), table.name()))
            .list(row -> String.valueOf(row.getString(1))));
  }

  @Override
  public void advance(String newer, String older) {
    try (Connection left = session(newer);
        Connection right = address.withDatabase(older).connect()) {
      Map<String, Long> there = sequences(right);
      for (Map.Entry<String, Long> each : sequences(left).entrySet()) {
        Long stands = there.get(each.getKey());
        if (stands != null && stands < each.getValue()) {
          Sql.on(right, "SELECT setval(?::regclass, ?)")
              .with(each.getKey())
              .with(each.getValue().longValue())
              .run();
        }
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble("moving the sequences of " + older + " on", e);
    }
  }

  /// Those that count up, by their quoted name; 0 for one that gave no number yet.
  private static Map<String, Long> sequences(Connection connection) {
    Map<String, Long> found = new LinkedHashMap<>();
    Sql.on(
            connection,
            "SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, 0) FROM"
                + " pg_sequences WHERE increment_by > 0 ORDER BY 1")
        .list(row -> found.put(String.valueOf(row.getString(1)), row.getLong(2)));
    return found;
  }

  /// The backup was taken while writes were frozen, so the copy is frozen too; within this
  /// transaction, and for nobody else, it is open.
  ///
  /// @return how it was closed, none when there is no fence
  private static List<String> opened(Connection connection) {
    boolean there =
        Sql.on(connection, "SELECT to_regclass('etl_write_fence') IS NOT NULL")
            .one(row -> row.getBoolean(1));
    if (!there) {
      return List.of();
    }
    List<String> closed =
        Sql.on(connection, "SELECT closed_to FROM etl_write_fence FOR UPDATE")
            .list(row -> String.valueOf(row.getString(1)));
    Sql.on(connection, "UPDATE etl_write_fence SET closed_to = 'TO_ROLE'").run();
    return closed;
  }

  @Override
  public long replay(String older, List<Replay> tables) {
    DatabaseAddress there = address.withDatabase(older);
    try (Connection connection = there.connect()) {
      connection.setAutoCommit(false);
      try {
        // Triggers of the freeze and the order of tables stand in the way; the keys between tables
        // are looked at below instead.
        Sql.on(connection, "SET LOCAL session_replication_role = replica").run();
        List<String> fence = opened(connection);
        long written = 0;
        for (Replay each : tables) {
          written += new ReplayedTable(connection, each.table()).write(each.file());
        }
        List<String> orphans = new ArrayList<>();
        for (Replay each : tables) {
          orphans.addAll(ReplayedTable.orphans(connection, each.table()));
        }
        if (!orphans.isEmpty()) {
          throw new StepFailure(
              new Problem(
                  "restore.replay",
                  "Rows point to rows that are not there: "
                      + String.join("; ", orphans)
                      + ". None of these tables was changed.",
                  "Replay the tables they point to as well, or keep these as a list."));
        }
        for (String closed : fence) {
          Sql.on(connection, "UPDATE etl_write_fence SET closed_to = ?").with(closed).update();
        }
        connection.commit();
        return written;
      } catch (RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble("replaying rows into " + there, e);
    }
  }
}
