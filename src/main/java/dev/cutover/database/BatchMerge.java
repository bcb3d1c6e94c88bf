package dev.cutover.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Merges one staged batch, table by table, each statement over the whole set.
///
/// Two merges that share rows cannot deadlock: both go through the tables in the same order, lock
/// what exists and what is new of a table in one statement in the order of its keys, and touch what
/// hangs on a row only while they hold that row. This holds for one merge a transaction.
///
/// The metrics of an item depend on what its statuses mean. A batch that may change such a meaning
/// (a catalogue, or the first issue in a status that only a change log had named) runs alone in its
/// integration, so that no other one computes metrics from the old meaning meanwhile.
final class BatchMerge {
  /// First key of the advisory locks; the second is the integration.
  static final int LOCK_CLASS = 0x6d726765;

  /// Staging has no statistics worth the name, for it is filled and emptied all the time, and
  /// neither has an integration that is being loaded for the first time. Whatever the planner
  /// believes, a batch reaches the large tables through their keys: no joins over whole tables, no
  /// plan made for one tenant's number. (Penalised plans look expensive, which must not start the
  /// JIT compiler.) The statements do their part: a look-up by key stands behind `OFFSET 0`, which
  /// the planner does not take apart. Of a work item only its external id stands there: while the
  /// table has no statistics, the index on the tenant looks as good as the natural key.
  private static final String THROUGH_KEYS =
      "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;"
          + " SET LOCAL enable_mergejoin = off; SET LOCAL jit = off;"
          + " SET LOCAL plan_cache_mode = force_generic_plan";

  private static final String AS_BEFORE =
      "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_hashjoin TO DEFAULT;"
          + " SET LOCAL enable_mergejoin TO DEFAULT; SET LOCAL jit TO DEFAULT;"
          + " SET LOCAL plan_cache_mode TO DEFAULT";

  private static final int ITEMS_AT_ONCE = 500;

  /// Tables without derived values: one statement of the same name each, in this order.
  private static final List<String> CATALOGUES =
      List.of("projects_wits", "projects_statuses", "repositories");

  private static final Map<String, SqlResource> STATEMENTS = MergeStatements.load();

  private final MergeStatements statements;

  private BatchMerge(MergeStatements statements) {
    this.statements = statements;
  }

  /// @return raw rows that the batch was made of
  static int run(Connection connection, BatchKey key) throws SQLException {
    try (Statement settings = connection.createStatement()) {
      settings.execute(THROUGH_KEYS);
      int loaded =
          new BatchMerge(new MergeStatements(STATEMENTS, connection, key.parameters())).merge();
      settings.execute(AS_BEFORE);
      return loaded;
    }
  }

  private int merge() throws SQLException {
    List<String> filled = statements.trueColumns("filled");
    String lock = filled.contains("changes_meaning") ? "lock_alone" : "lock_together";
    statements.execute(lock, Map.of("class", LOCK_CLASS));
    each(filled, List.of("projects", "wits"));
    int[] reinterpreted =
        filled.contains("statuses") ? statements.ids("statuses", Map.of()) : new int[0];
    each(filled, CATALOGUES);
    if (filled.contains("work_items")) {
      workItems();
    }
    if (reinterpreted.length > 0) {
      metrics(statements.ids("items_through_statuses", Map.of("statuses", reinterpreted)));
    }
    if (filled.contains("links")) {
      statements.execute("link_owners");
      statements.execute("links");
    }
    if (filled.contains("prs")) {
      for (String table : List.of("prs", "prs_commits", "prs_reviews", "prs_comments")) {
        statements.execute(table);
      }
    }
    return statements.ids("finish", Map.of())[0];
  }

  private void each(List<String> filled, List<String> tables) throws SQLException {
    for (String table : tables) {
      if (filled.contains(table)) {
        statements.execute(table);
      }
    }
  }

  private void workItems() throws SQLException {
    statements.execute("work_items");
    int[] touched = statements.ids("touched_items", Map.of());
    statements.execute("changelogs", Map.of("items", touched));
    metrics(touched);
  }

  private void metrics(int[] items) throws SQLException {
    for (int from = 0; from < items.length; from += ITEMS_AT_ONCE) {
      int to = Math.min(items.length, from + ITEMS_AT_ONCE);
      statements.execute("metrics", Map.of("items", Arrays.copyOfRange(items, from, to)));
    }
  }
}
