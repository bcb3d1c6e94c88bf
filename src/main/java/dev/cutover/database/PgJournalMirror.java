package dev.cutover.database;

import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.JournalMirror;
import dev.cutover.cutover.JournalRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// `etl_cutover.etl_cutover_journal` of the maintenance database, over a session of its own.
public final class PgJournalMirror implements JournalMirror {
  private static final Logger LOG = LoggerFactory.getLogger(PgJournalMirror.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final MaintenanceDatabase place;
  private @Nullable Connection connection;
  private long copied = -1;

  public PgJournalMirror(MaintenanceDatabase place) {
    this.place = place;
  }

  /// Whatever fails here is made up for with the next record: the file holds the truth.
  @Override
  public synchronized void copy(List<JournalRecord> all) {
    try {
      Connection open = connection;
      if (open == null) {
        open = place.connect();
        connection = open;
        Sql.on(open, "SET statement_timeout = '2s'").run();
        // What a crash of the server takes is copied again by the next session.
        Sql.on(open, "SET synchronous_commit = off").run();
        MaintenanceDatabase.prepare(open);
        copied = newest(open, all.isEmpty() ? "" : all.getFirst().run());
      }
      for (JournalRecord record : all) {
        if (record.seq() > copied) {
          insert(open, record);
          copied = record.seq();
        }
      }
    } catch (SQLException | DatabaseTrouble e) {
      LOG.info("the copy of the journal lags behind: {}", e.getMessage());
      drop();
    }
  }

  private long newest(Connection open, String run) {
    return Sql.on(
            open, "SELECT coalesce(max(seq), 0) FROM etl_cutover.etl_cutover_journal WHERE run = ?")
        .with(run)
        .one(row -> row.getLong(1));
  }

  private void insert(Connection open, JournalRecord record) {
    Sql.on(
            open,
            "INSERT INTO etl_cutover.etl_cutover_journal (database, run, seq, step, effect, phase,"
                + " at, nanos, actor, epoch, evidence, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?::jsonb, ?) ON CONFLICT (run, seq) DO NOTHING")
        .with(place.target())
        .with(record.run())
        .with(record.seq())
        .with(record.step())
        .with(record.effect())
        .with(record.phase().name().toLowerCase(Locale.ROOT))
        .with(record.at())
        .with(record.nanos())
        .with(record.actor())
        .with(record.epoch())
        .with(JSON.writeValueAsString(pairs(record.evidence())))
        .with(record.error())
        .update();
  }

  /// A list: JSON of the database keeps no order of members.
  private static List<List<String>> pairs(Evidence evidence) {
    return evidence.facts().entrySet().stream()
        .map(each -> List.of(each.getKey(), each.getValue()))
        .toList();
  }

  @Override
  public List<JournalRecord> records(String run) {
    return looking(
        open ->
            Sql.on(
                    open,
                    "SELECT seq, run, step, effect, phase, at, nanos, actor, epoch, evidence::text,"
                        + " error FROM etl_cutover.etl_cutover_journal WHERE database = ? AND run ="
                        + " ? ORDER BY seq")
                .with(place.target())
                .with(run)
                .list(PgJournalMirror::record));
  }

  @Override
  public List<String> runs() {
    return looking(
        open ->
            Sql.on(
                    open,
                    "SELECT run FROM etl_cutover.etl_cutover_journal WHERE database = ? GROUP BY"
                        + " run ORDER BY max(at) DESC")
                .with(place.target())
                .list(row -> String.valueOf(row.getString(1))));
  }

  private interface Look<T> {
    List<T> on(Connection connection);
  }

  private <T> List<T> looking(Look<T> look) {
    try (Connection open = place.connect()) {
      return MaintenanceDatabase.isPrepared(open) ? look.on(open) : List.of();
    } catch (SQLException e) {
      throw new DatabaseTrouble("reading the copy of the journal", e);
    }
  }

  private static JournalRecord record(ResultSet row) throws SQLException {
    Map<String, String> facts = new LinkedHashMap<>();
    JSON.readTree(String.valueOf(row.getString(10)))
        .forEach(pair -> facts.put(pair.path(0).asString(), pair.path(1).asString()));
    return new JournalRecord(
        row.getLong(1),
        String.valueOf(row.getString(2)),
        String.valueOf(row.getString(3)),
        String.valueOf(row.getString(4)),
        JournalRecord.Phase.valueOf(String.valueOf(row.getString(5)).toUpperCase(Locale.ROOT)),
        Objects.requireNonNull(Sql.instant(row, "at")),
        row.getLong(7),
        String.valueOf(row.getString(8)),
        row.getLong(9),
        new Evidence(facts),
        String.valueOf(row.getString(11)));
  }

  private void drop() {
    Connection old = connection;
    connection = null;
    try {
      if (old != null) {
        old.close();
      }
    } catch (SQLException dead) {
      LOG.debug("closing a dead session: {}", dead.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    drop();
  }
}
