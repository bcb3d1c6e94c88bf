package dev.cutover.database;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.WriteFreeze;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The write freeze on PostgreSQL. What it makes, it makes when it is raised and takes away when it
/// is removed: a schema that was never cut over holds nothing of it.
public final class PgWriteFreeze implements WriteFreeze {
  private final Database database;
  private final FenceTriggers triggers;

  public PgWriteFreeze(Database database) {
    this.database = database;
    this.triggers = new FenceTriggers(database);
  }

  @Override
  public Role role(String name) {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "SELECT rolcanlogin, rolsuper, rolname = session_user FROM pg_roles WHERE"
                        + " rolname = ?")
                .with(name)
                .first(
                    row -> new Role(true, row.getBoolean(1), row.getBoolean(2), row.getBoolean(3)))
                .orElse(new Role(false, false, false, false)));
  }

  @Override
  public void setLogin(String role, boolean login) {
    run("ALTER ROLE " + Identifier.of(role) + (login ? " LOGIN" : " NOLOGIN"));
  }

  @Override
  public Optional<Fence> fence() {
    return database.withConnection(FenceSchema::read);
  }

  @Override
  public void raise(String run, String role, String actor) {
    database.inTransaction(
        tx -> {
          FenceSchema.make(PgTx.of(tx), run, role, actor);
          return true;
        });
    database.withConnection(
        connection -> {
          FenceComment.put(connection, FenceSchema.read(connection).orElseThrow());
          return true;
        });
  }

  @Override
  public void close(Closed to) {
    database.withConnection(
        connection ->
            Sql.on(connection, "UPDATE etl_write_fence SET closed_to = ?")
                .with(to.name())
                .update());
  }

  @Override
  public void remove() {
    fence().ifPresent(this::remove);
  }

  private void remove(Fence fence) {
    database.withConnection(
        connection -> {
          FenceComment.takeBack(connection, fence.comment());
          return true;
        });
    database.inTransaction(
        tx -> {
          FenceSchema.drop(PgTx.of(tx));
          return true;
        });
  }

  @Override
  public Table table(CutoverPlan.Table table, String role) {
    return database.withConnection(connection -> FenceTriggers.look(connection, table, role));
  }

  @Override
  public void fence(CutoverPlan.Table table, String role) throws InterruptedException {
    triggers.put(table, role);
  }

  @Override
  public void open(CutoverPlan.Table table) throws InterruptedException {
    triggers.remove(table);
  }

  @Override
  public void take(CutoverPlan.Table table) throws InterruptedException {
    triggers.take(table);
  }

  @Override
  public void giveBack(CutoverPlan.Table table, String owner) throws InterruptedException {
    triggers.giveTo(table, owner);
  }

  @Override
  public List<String> prepared() {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "SELECT gid || ' of ' || owner || ', prepared ' || prepared FROM"
                        + " pg_prepared_xacts WHERE database = current_database() ORDER BY"
                        + " prepared")
                .list(row -> String.valueOf(row.getString(1))));
  }

  @Override
  public List<String> missingRights(String role, List<CutoverPlan.Table> tables) {
    return database.withConnection(connection -> FreezeRights.missing(connection, role, tables));
  }

  @Override
  public String probe(CutoverPlan.Table table, String role) {
    return database.withConnection(
        connection -> {
          connection.setAutoCommit(false);
          try {
            if (mayBecome(connection, role)) {
              Sql.on(connection, "SET LOCAL ROLE " + Identifier.of(role)).run();
            }
            // No row is touched: a trigger of a statement fires all the same.
            Sql.on(connection, "DELETE FROM " + Identifier.of(table) + " WHERE false").run();
            return "00000";
          } catch (DatabaseTrouble refused) {
            return Objects.requireNonNullElse(refused.sqlState(), "?");
          } finally {
            connection.rollback();
            connection.setAutoCommit(true);
          }
        });
  }

  private static boolean mayBecome(Connection connection, String role) {
    return Sql.on(connection, "SELECT pg_has_role(session_user, ?, 'MEMBER')")
        .with(role)
        .one(row -> row.getBoolean(1));
  }

  @Override
  public Stillness stillness(List<CutoverPlan.Table> tables, Duration apart, StepContext context)
      throws InterruptedException {
    triggers.lockOut(tables);
    List<String> log = new ArrayList<>();
    Map<String, String> first = contents(tables, context, log);
    Thread.sleep(apart);
    Map<String, String> second = contents(tables, context, log);
    List<String> moved =
        first.keySet().stream()
            .filter(name -> !Objects.equals(first.get(name), second.get(name)))
            .toList();
    return new Stillness(first, moved, log);
  }

  private Map<String, String> contents(
      List<CutoverPlan.Table> tables, StepContext context, List<String> log) {
    Map<String, String> contents = new LinkedHashMap<>();
    for (CutoverPlan.Table table : tables) {
      context.doing("reading " + table.title() + " to see that it stands still");
      context.progress().at(contents.size(), tables.size());
      contents.put(
          table.title(),
          database.withConnection(connection -> ContentSum.of(connection, Identifier.of(table))));
    }
    log.add(
        database.withConnection(
            connection ->
                Sql.on(connection, "SELECT pg_current_wal_lsn()::text")
                    .one(row -> String.valueOf(row.getString(1)))));
    return contents;
  }

  private void run(String statement) {
    database.withConnection(
        connection -> {
          Sql.on(connection, statement).run();
          return true;
        });
  }
}
