package dev.cutover.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Merges one staged batch, table by table, each statement over the whole set.
///
/// Two merges that share rows cannot deadlock: both go through the tables in the same order, lock
/// what exists and what is new of a table in one statement in the order of its keys, and touch what
/// hangs on a row only while they hold that row.
///
/// The metrics of an item depend on what its statuses mean. A batch that may change such a meaning
/// (a catalogue, or the first issue in a status that only a change log had named) runs alone in its
/// integration, so that no other one computes metrics from the old meaning meanwhile.
final class BatchMerge {
  /// First key of the advisory locks; the second is the integration.
  private static final int LOCK_CLASS = 0x6d726765;

  /// Staging has no statistics worth the name: it is filled and emptied all the time. Whatever the
  /// planner believes about it, a batch reaches the large tables through their keys. (Penalised
  /// plans look expensive, which must not start the JIT compiler.)
  private static final String THROUGH_KEYS =
      "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;"
          + " SET LOCAL enable_mergejoin = off; SET LOCAL jit = off";

  private static final String AS_BEFORE =
      "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_hashjoin TO DEFAULT;"
          + " SET LOCAL enable_mergejoin TO DEFAULT; SET LOCAL jit TO DEFAULT";

  private static final int ITEMS_AT_ONCE = 2_000;

  private final Map<String, SqlResource> statements = new HashMap<>();

  BatchMerge() {
    for (String name : names()) {
      statements.put(name, SqlResource.load("merge/" + name + ".sql"));
    }
  }

  /// The statements, by the names of their files.
  static List<String> names() {
    return List.of(
        "filled",
        "projects",
        "wits",
        "statuses",
        "projects_wits",
        "projects_statuses",
        "repositories",
        "work_items",
        "touched_items",
        "changelogs",
        "items_through_statuses",
        "metrics",
        "link_owners",
        "links",
        "prs",
        "prs_commits",
        "prs_reviews",
        "prs_comments",
        "finish");
  }

  /// @return raw rows that the batch was made of
  int run(Connection connection, BatchKey key) throws SQLException {
    try (Statement plain = connection.createStatement()) {
      plain.execute(THROUGH_KEYS);
      int loaded = new Pass(connection, key.parameters()).run();
      plain.execute(AS_BEFORE);
      return loaded;
    }
  }

  /// One merge of one batch.
  private final class Pass {
    private final Connection connection;
    private final Map<String, Object> key;

    Pass(Connection connection, Map<String, Object> key) {
      this.connection = connection;
      this.key = key;
    }

    int run() throws SQLException {
      Filled filled = filled();
      lock(filled.changesMeaning());
      executeIf(filled.projects(), "projects");
      executeIf(filled.wits(), "wits");
      List<Integer> reinterpreted = filled.statuses() ? ids("statuses", Map.of()) : List.of();
      executeIf(filled.projectsWits(), "projects_wits");
      executeIf(filled.projectsStatuses(), "projects_statuses");
      executeIf(filled.repositories(), "repositories");
      if (filled.workItems()) {
        workItems();
      }
      if (!reinterpreted.isEmpty()) {
        metrics(ids("items_through_statuses", Map.of("statuses", array(reinterpreted))));
      }
      executeIf(filled.links(), "link_owners");
      executeIf(filled.links(), "links");
      executeIf(filled.prs(), "prs");
      executeIf(filled.prs(), "prs_commits");
      executeIf(filled.prs(), "prs_reviews");
      executeIf(filled.prs(), "prs_comments");
      return finish();
    }

    private void workItems() throws SQLException {
      execute("work_items", Map.of());
      List<Integer> touched = ids("touched_items", Map.of());
      execute("changelogs", Map.of("items", array(touched)));
      metrics(touched);
    }

    private void metrics(List<Integer> items) throws SQLException {
      for (int from = 0; from < items.size(); from += ITEMS_AT_ONCE) {
        int to = Math.min(items.size(), from + ITEMS_AT_ONCE);
        execute("metrics", Map.of("items", array(items.subList(from, to))));
      }
    }

    private Filled filled() throws SQLException {
      try (PreparedStatement statement = prepare("filled", Map.of());
          ResultSet row = statement.executeQuery()) {
        row.next();
        return Filled.of(row);
      }
    }

    private void lock(boolean alone) throws SQLException {
      String function = alone ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
      SqlResource statement = SqlResource.parse("SELECT " + function + "(:class, :integration)");
      Map<String, Object> values = new HashMap<>(key);
      values.put("class", LOCK_CLASS);
      try (PreparedStatement prepared = statement.prepare(connection, values)) {
        prepared.execute();
      }
    }

    private int finish() throws SQLException {
      try (PreparedStatement statement = prepare("finish", Map.of());
          ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }

    private void executeIf(boolean wanted, String name) throws SQLException {
      if (wanted) {
        execute(name, Map.of());
      }
    }

    private void execute(String name, Map<String, ?> more) throws SQLException {
      try (PreparedStatement statement = prepare(name, more)) {
        statement.execute();
      }
    }

    private List<Integer> ids(String name, Map<String, ?> more) throws SQLException {
      List<Integer> ids = new ArrayList<>();
      try (PreparedStatement statement = prepare(name, more);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getInt(1));
        }
      }
      return ids;
    }

    private PreparedStatement prepare(String name, Map<String, ?> more) throws SQLException {
      SqlResource statement = statements.get(name);
      if (statement == null) {
        throw new IllegalArgumentException("no statement " + name);
      }
      Map<String, Object> values = new HashMap<>(key);
      values.putAll(more);
      return statement.prepare(connection, values);
    }

    private int[] array(List<Integer> ids) {
      return ids.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /// Which staging tables hold rows of the batch.
  private record Filled(
      boolean projects,
      boolean wits,
      boolean statuses,
      boolean projectsWits,
      boolean projectsStatuses,
      boolean repositories,
      boolean workItems,
      boolean links,
      boolean prs,
      boolean changesMeaning) {

    static Filled of(ResultSet row) throws SQLException {
      return new Filled(
          row.getBoolean("projects"),
          row.getBoolean("wits"),
          row.getBoolean("statuses"),
          row.getBoolean("projects_wits"),
          row.getBoolean("projects_statuses"),
          row.getBoolean("repositories"),
          row.getBoolean("work_items"),
          row.getBoolean("links"),
          row.getBoolean("prs"),
          row.getBoolean("changes_meaning"));
    }
  }
}
