package dev.cutover.database;

import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.StepFact;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A schema beside the live one with all tables that the pipeline works with: the same migrations
/// make it that made those. Whoever connects to [#address] sees it and nothing of the live one, so
/// that no statement can reach a live table by mistake.
public final class PgShadowSchema {
  private static final String PREFIX = "etl_shadow_";
  private static final int LONGEST = 63;
  private static final String READY = "shadow tables of the cutover; complete";
  private static final String HALF = "shadow tables of the cutover; being made";

  /// What the pipeline reads of the platform and never writes, in the order of their references.
  private static final List<String> COPIED =
      List.of(
          "tenants",
          "integrations",
          "workflows",
          "statuses_mappings",
          "wits_hierarchies",
          "wits_mappings",
          "custom_fields_mappings",
          "system_settings");

  private final DatabaseAddress live;

  public PgShadowSchema(DatabaseAddress live) {
    this.live = live;
  }

  /// Name of the schema of a run.
  public static String name(String run) {
    String name = PREFIX + run.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    if (name.length() > LONGEST) {
      throw new IllegalArgumentException("The run's name " + run + " is too long.");
    }
    return name;
  }

  /// The same database with the shadow in the place of the live schema.
  public DatabaseAddress address(String run) {
    Map<String, String> parameters = new HashMap<>(live.parameters());
    parameters.put("currentSchema", name(run));
    return new DatabaseAddress(
        live.host(), live.port(), live.database(), live.user(), live.password(), parameters);
  }

  public StepFact inspect(String run) {
    try (Connection connection = live.connect()) {
      String name = name(run);
      return Sql.on(
              connection,
              "SELECT coalesce(obj_description(oid, 'pg_namespace'), '') FROM pg_namespace WHERE"
                  + " nspname = ?")
          .with(name)
          .first(row -> row.getString(1))
          .map(
              said ->
                  said.equals(READY)
                      ? StepFact.done("schema " + name + " is there")
                      : StepFact.partial("schema " + name + " is half made"))
          .orElseGet(() -> StepFact.notDone("there is no schema " + name));
    } catch (SQLException e) {
      throw new DatabaseTrouble("looking for the shadow schema", e);
    }
  }

  /// Whether each active integration has a run in it that is over.
  public StepFact inspectLoad(String run) {
    if (!inspect(run).isDone()) {
      return StepFact.notDone("there are no tables to load into");
    }
    String shadow = Quoting.identifier(name(run));
    try (Connection connection = live.connect()) {
      return Sql.on(
              connection,
              "SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM {s}.etl_run r WHERE"
                      .replace("{s}", shadow)
                  + " r.integration_id = i.id AND r.status <> 'running')), count(*) FROM "
                  + shadow
                  + ".integrations i WHERE i.type = 'Data' AND coalesce(i.active, true)")
          .one(
              row -> {
                String found = row.getLong(1) + " of " + row.getLong(2) + " integrations are read";
                if (row.getLong(1) == row.getLong(2)) {
                  return StepFact.done(found);
                }
                return row.getLong(1) == 0 ? StepFact.notDone(found) : StepFact.partial(found);
              });
    } catch (SQLException e) {
      throw new DatabaseTrouble("looking at what the shadow was loaded with", e);
    }
  }

  /// @return name of the schema
  public String create(String run) {
    String name = name(run);
    drop(run);
    try (Connection connection = live.connect()) {
      Sql.on(connection, "CREATE SCHEMA " + Quoting.identifier(name)).run();
      comment(connection, name, HALF);
      if (new Migrations(address(run)::connect).migrate()
          instanceof MigrationOutcome.Refused refused) {
        throw new IllegalStateException("The shadow schema was not made: " + refused.problems());
      }
      connection.setAutoCommit(false);
      for (String table : COPIED) {
        copy(connection, Quoting.identifier(name), table);
      }
      // In the shadow it is the pipeline that works, whoever does beside it.
      Sql.on(
              connection,
              "UPDATE " + Quoting.identifier(name) + ".etl_runtime SET mode = 'pipeline'")
          .update();
      comment(connection, name, READY);
      connection.commit();
      return name;
    } catch (SQLException e) {
      throw new DatabaseTrouble("making the shadow schema " + name, e);
    }
  }

  private static void comment(Connection connection, String name, String text) {
    Sql.on(
            connection,
            "COMMENT ON SCHEMA " + Quoting.identifier(name) + " IS " + Quoting.literal(text))
        .run();
  }

  /// The columns that both have; what the database computes is computed anew.
  private static void copy(Connection connection, String shadow, String table) {
    String columns =
        Sql.on(
                connection,
                """
                SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
                JOIN pg_attribute b ON b.attname = a.attname AND b.attrelid = (? || '.' || ?)::regclass
                    AND b.attnum > 0 AND NOT b.attisdropped AND b.attgenerated = ''
                WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped\
                """)
            .with(shadow)
            .with(table)
            .with(table)
            .one(row -> String.valueOf(row.getString(1)));
    Sql.on(
            connection,
            "INSERT INTO "
                + shadow
                + "."
                + table
                + " ("
                + columns
                + ") OVERRIDING SYSTEM VALUE SELECT "
                + columns
                + " FROM "
                + table)
        .run();
  }

  public void drop(String run) {
    try (Connection connection = live.connect()) {
      Sql.on(connection, "DROP SCHEMA IF EXISTS " + Quoting.identifier(name(run)) + " CASCADE")
          .run();
    } catch (SQLException e) {
      throw new DatabaseTrouble("dropping the shadow schema", e);
    }
  }
}
