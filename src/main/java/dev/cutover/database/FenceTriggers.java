package dev.cutover.database;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.WriteFreeze;
import dev.cutover.job.Problem;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;

/// Changes of single tables for a write freeze. Each waits a bounded time for the table and tells
/// who holds it.
final class FenceTriggers {
  private static final String TRIGGER = "etl_write_fence";
  private static final String WAIT = "SET LOCAL lock_timeout = '2s'";
  private static final String NOT_AVAILABLE = "55P03";
  private static final int TRIES = 5;

  private final Database database;

  FenceTriggers(Database database) {
    this.database = database;
  }

  static WriteFreeze.Table look(Connection connection, CutoverPlan.Table table, String role) {
    return Sql.on(
            connection,
            """
            SELECT pg_get_userbyid(c.relowner),
              EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'etl_write_fence'
                AND g.tgenabled = 'A'),
              coalesce((SELECT pg_has_role(r.oid, c.relowner, 'USAGE') AND NOT r.rolsuper FROM pg_roles r
                WHERE r.rolname = ?), false),
              pg_has_role(c.relowner, 'USAGE'),
              array_to_string(ARRAY(SELECT unnest(coalesce(c.relacl, acldefault('r', c.relowner)))::text
                ORDER BY 1), ' ')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ?
            """)
        .with(role)
        .with(table.schema())
        .with(table.name())
        .first(
            row ->
                new WriteFreeze.Table(
                    String.valueOf(row.getString(1)),
                    row.getBoolean(2),
                    row.getBoolean(3),
                    row.getBoolean(4),
                    String.valueOf(row.getString(5))))
        .orElseThrow(
            () ->
                new StepFailure(
                    new Problem(
                        "freeze.no_table",
                        "The plan names the table "
                            + table.title()
                            + ", which is not there. Nothing was changed.",
                        "Make a new plan.")));
  }

  /// It fires for every session, also for one that replicates.
  void put(CutoverPlan.Table table, String role) throws InterruptedException {
    change(
        table,
        dropped(table),
        "CREATE TRIGGER "
            + TRIGGER
            + " BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "
            + Identifier.of(table)
            + " FOR EACH STATEMENT EXECUTE FUNCTION etl_write_fence("
            + Identifier.literal(role)
            + ")",
        "ALTER TABLE " + Identifier.of(table) + " ENABLE ALWAYS TRIGGER " + TRIGGER);
  }

  void remove(CutoverPlan.Table table) throws InterruptedException {
    change(table, dropped(table));
  }

  private static String dropped(CutoverPlan.Table table) {
    return "DROP TRIGGER IF EXISTS " + TRIGGER + " ON " + Identifier.of(table);
  }

  void take(CutoverPlan.Table table) throws InterruptedException {
    String owner = database.withConnection(connection -> look(connection, table, "").owner());
    change(
        table,
        "ALTER TABLE " + Identifier.of(table) + " OWNER TO CURRENT_USER",
        "GRANT ALL ON " + Identifier.of(table) + " TO " + Identifier.of(owner));
  }

  void giveTo(CutoverPlan.Table table, String owner) throws InterruptedException {
    change(table, "ALTER TABLE " + Identifier.of(table) + " OWNER TO " + Identifier.of(owner));
  }

  /// Has every table to itself for a moment: whoever was writing has ended.
  void lockOut(List<CutoverPlan.Table> tables) throws InterruptedException {
    if (!tables.isEmpty()) {
      change(
          tables.getFirst(),
          "LOCK TABLE "
              + tables.stream().map(Identifier::of).collect(Collectors.joining(", "))
              + " IN SHARE MODE");
    }
  }

  private void change(CutoverPlan.Table table, String... statements) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        database.inTransaction(
            tx -> {
              Sql.on(PgTx.of(tx), WAIT).run();
              for (String statement : statements) {
                Sql.on(PgTx.of(tx), statement).run();
              }
              return true;
            });
        return;
      } catch (DatabaseTrouble e) {
        if (!NOT_AVAILABLE.equals(e.sqlState())) {
          throw e;
        }
        if (attempt == TRIES) {
          throw held(table, e);
        }
        Thread.sleep(200L * attempt);
      }
    }
  }

  private StepFailure held(CutoverPlan.Table table, DatabaseTrouble cause) {
    String holders = database.withConnection(LockHolders::describe);
    List<String> prepared = new PgWriteFreeze(database).prepared();
    return new StepFailure(
        new Problem(
            "freeze.held",
            "The table "
                + table.title()
                + " (or one after it) is held by others, so writes are not frozen. Open"
                + " transactions: "
                + holders
                + (prepared.isEmpty() ? "" : "; prepared: " + prepared)
                + ".",
            "End what writes there, then go on with `cutover resume`; or go back with `cutover"
                + " rollback`."),
        cause);
  }
}
