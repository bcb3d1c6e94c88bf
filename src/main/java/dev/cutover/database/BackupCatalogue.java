package dev.cutover.database;

import dev.cutover.cutover.backup.RestoreNeeds;
import dev.cutover.cutover.backup.SequenceState;
import dev.cutover.cutover.backup.TableFacts;
import dev.cutover.cutover.backup.Watermark;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a database consists of, as far as a backup and its proof have to know.
final class BackupCatalogue {
  private static final int FEWEST_BITS = 4;
  private static final int RANGES = 1024;
  private static final int MOST_BITS = 30;
  private static final String TENANT = "tenant_id";

  private BackupCatalogue() {}

  static List<TableFacts> tables(Connection connection) {
    return Sql.on(connection, BackupStatements.TABLES).list(BackupCatalogue::table);
  }

  private static TableFacts table(ResultSet row) throws SQLException {
    String schema = text(row, "schema");
    String name = text(row, "name");
    List<String> columns = new ArrayList<>(texts(row, "key"));
    List<Boolean> collated = List.of((Boolean[]) row.getArray("key_collated").getArray());
    int key = columns.size();
    List<String> rest = new ArrayList<>(texts(row, "columns"));
    rest.removeAll(columns);
    if (rest.remove(TENANT)) {
      columns.add(TENANT);
    }
    columns.addAll(rest);
    return new TableFacts(
        schema,
        name,
        columns,
        key,
        columns.indexOf(TENANT),
        key == 0 ? sums(schema, name) : ordered(schema, name, columns, collated),
        bits(row.getLong("rows")),
        row.getLong("bytes"));
  }

  private static String ordered(
      String schema, String name, List<String> columns, List<Boolean> collated) {
    List<String> order = new ArrayList<>();
    for (int i = 0; i < collated.size(); i++) {
      order.add(Quoted.name(columns.get(i)) + (collated.get(i) ? " COLLATE \"C\"" : ""));
    }
    return "SELECT "
        + String.join(", ", columns.stream().map(Quoted::name).toList())
        + " FROM ONLY "
        + Quoted.name(schema, name)
        + " ORDER BY "
        + String.join(", ", order);
  }

  private static String sums(String schema, String name) {
    return "SELECT count(*), COALESCE(sum(hashtextextended(t::text, 0)::numeric), 0)::text,"
        + " COALESCE(sum(hashtextextended(t::text, 1)::numeric), 0)::text FROM ONLY "
        + Quoted.name(schema, name)
        + " t";
  }

  /// So that a table has about a thousand ranges.
  private static int bits(long rows) {
    int bits = FEWEST_BITS;
    while (bits < MOST_BITS && rows >> bits > RANGES) {
      bits++;
    }
    return bits;
  }

  static List<SequenceState> sequences(Connection connection) {
    record Found(
        String name, String quoted, String schema, String table, String column, boolean up) {}
    List<Found> all =
        Sql.on(connection, BackupStatements.SEQUENCES)
            .list(
                row ->
                    new Found(
                        text(row, "name"),
                        text(row, "quoted"),
                        text(row, "table_schema"),
                        text(row, "table_name"),
                        text(row, "column_name"),
                        row.getBoolean("ascending")));
    List<SequenceState> states = new ArrayList<>();
    for (Found each : all) {
      boolean owned = !each.column().isEmpty();
      String most =
          owned
              ? "COALESCE((SELECT "
                  + (each.up() ? "max" : "min")
                  + "("
                  + Quoted.name(each.column())
                  + ") FROM "
                  + Quoted.name(each.schema(), each.table())
                  + "), 0)"
              : "0";
      states.add(
          Sql.on(
                  connection,
                  "SELECT CASE WHEN is_called THEN last_value ELSE 0 END, "
                      + most
                      + "::bigint"
                      + " FROM "
                      + each.quoted())
              .one(
                  row ->
                      new SequenceState(
                          each.name(),
                          row.getLong(1),
                          row.getLong(2),
                          owned ? each.schema() + "." + each.table() + "." + each.column() : "",
                          each.up())));
    }
    return states;
  }

  /// Of the platform's two tables that say up to where something was read, where they exist.
  static List<Watermark> watermarks(Connection connection) {
    List<Watermark> found = new ArrayList<>();
    if (has(connection, "etl_watermark")) {
      found.addAll(
          Sql.on(
                  connection,
                  "SELECT format('etl_watermark tenant %s integration %s %s', tenant_id,"
                      + " integration_id, entity_type), value::text FROM public.etl_watermark"
                      + " ORDER BY tenant_id, integration_id, entity_type")
              .list(BackupCatalogue::watermark));
    }
    if (has(connection, "etl_jobs")) {
      found.addAll(
          Sql.on(
                  connection,
                  "SELECT format('etl_jobs tenant %s %s %s', tenant_id, job_name, status),"
                      + " COALESCE(last_success_at::text, 'never') FROM public.etl_jobs"
                      + " ORDER BY tenant_id, job_name")
              .list(BackupCatalogue::watermark));
    }
    return found;
  }

  private static Watermark watermark(ResultSet row) throws SQLException {
    return new Watermark(String.valueOf(row.getString(1)), String.valueOf(row.getString(2)));
  }

  private static boolean has(Connection connection, String table) {
    return Sql.on(connection, "SELECT to_regclass(?) IS NOT NULL")
        .with("public." + table)
        .one(row -> row.getBoolean(1));
  }

  static long largeObjects(Connection connection) {
    return Sql.on(connection, "SELECT count(*) FROM pg_largeobject_metadata")
        .one(row -> row.getLong(1));
  }

  static List<String> notCarried(Connection connection) {
    return Sql.on(connection, BackupStatements.NOT_CARRIED)
        .list(row -> String.valueOf(row.getString(1)));
  }

  static RestoreNeeds needs(Connection connection) {
    return new RestoreNeeds(
        Sql.on(connection, "SELECT extname FROM pg_extension ORDER BY 1")
            .list(row -> String.valueOf(row.getString(1))),
        Sql.on(connection, BackupStatements.ROLES).list(row -> String.valueOf(row.getString(1))),
        Sql.on(
                connection,
                "SELECT DISTINCT t.spcname FROM pg_class c JOIN pg_tablespace t ON t.oid ="
                    + " c.reltablespace WHERE t.spcname NOT LIKE 'pg\\_%' ORDER BY 1")
            .list(row -> String.valueOf(row.getString(1))));
  }

  /// Without those that hold a connection's secrets.
  static List<String> settings(Connection connection) {
    return Sql.on(
            connection,
            """
            SELECT name || ' = ' || setting || COALESCE(' ' || unit, '') FROM pg_settings
            WHERE source NOT IN ('default', 'client', 'session') AND name !~ 'conninfo|passphrase'
            ORDER BY name\
            """)
        .list(row -> String.valueOf(row.getString(1)));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
