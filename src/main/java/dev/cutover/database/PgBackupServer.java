package dev.cutover.database;

import dev.cutover.cutover.backup.BackupServer;
import dev.cutover.cutover.backup.Place;
import dev.cutover.cutover.backup.RestoreNeeds;
import dev.cutover.cutover.backup.ServerIdentity;
import dev.cutover.cutover.backup.Snapshot;
import dev.cutover.cutover.backup.TableFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// A PostgreSQL server for backups. Each call has a connection of its own, outside any pool: a
/// snapshot lives as long as its session.
public final class PgBackupServer implements BackupServer {
  private static final String SCRATCH = "cutover_scratch_";

  /// Bytes of a table that is sorted in memory if need be.
  private static final long SMALL = 1 << 20;

  private final DatabaseAddress address;

  public PgBackupServer(DatabaseAddress address) {
    this.address = address;
  }

  @Override
  public String database() {
    return address.database();
  }

  /// The address of a database on this server.
  public DatabaseAddress at(String database) {
    return address.withDatabase(database);
  }

  @Override
  public Place place(String database) {
    return new Place(
        address.host(),
        address.port(),
        database,
        address.user(),
        address.password(),
        address.parameters());
  }

  @Override
  public ServerIdentity identity(String database) {
    return on(
        database,
        connection ->
            Sql.on(
                    connection,
                    """
                    SELECT current_setting('server_version_num')::int,
                        split_part(current_setting('server_version'), ' ', 1),
                        (SELECT system_identifier::text FROM pg_control_system()),
                        d.datname, d.oid::bigint, pg_database_size(d.oid), pg_encoding_to_char(d.encoding),
                        d.datcollate, d.datctype, COALESCE(to_jsonb(d)->>'datlocprovider', 'c'),
                        COALESCE(to_jsonb(d)->>'daticulocale', to_jsonb(d)->>'datlocale', ''),
                        current_user, r.rolsuper, r.rolbypassrls OR r.rolsuper, r.rolcreatedb OR r.rolsuper
                    FROM pg_database d, pg_roles r
                    WHERE d.datname = current_database() AND r.rolname = current_user\
                    """)
                .one(
                    row ->
                        new ServerIdentity(
                            row.getInt(1),
                            text(row.getString(2)),
                            text(row.getString(3)),
                            text(row.getString(4)),
                            row.getLong(5),
                            row.getLong(6),
                            text(row.getString(7)),
                            text(row.getString(8)),
                            text(row.getString(9)),
                            text(row.getString(10)),
                            text(row.getString(11)),
                            text(row.getString(12)),
                            row.getBoolean(13),
                            row.getBoolean(14),
                            row.getBoolean(15))));
  }

  @Override
  public Snapshot snapshot(
      String database, String application, int jobs, BooleanSupplier cancelled) {
    return new PgSnapshot(address.withDatabase(database), application, cancelled);
  }

  @Override
  public List<String> lacks(RestoreNeeds needs, boolean roles) {
    return on(
        database(),
        connection -> {
          List<String> lacking = new ArrayList<>();
          missing(connection, "pg_available_extensions", "name", needs.extensions())
              .forEach(
                  each ->
                      lacking.add("extension " + each + " (install its package on the server)"));
          if (roles) {
            missing(connection, "pg_roles", "rolname", needs.roles())
                .forEach(each -> lacking.add("role " + each + " (see globals.sql)"));
            missing(connection, "pg_tablespace", "spcname", needs.tablespaces())
                .forEach(each -> lacking.add("tablespace " + each));
          }
          return List.copyOf(lacking);
        });
  }

  private static List<String> missing(
      Connection connection, String table, String column, Collection<String> names) {
    return Sql.on(
            connection,
            "SELECT n FROM unnest(?) n WHERE n NOT IN (SELECT "
                + column
                + " FROM "
                + table
                + ") ORDER BY n")
        .withTexts(names)
        .list(row -> text(row.getString(1)));
  }

  @Override
  public boolean exists(String database) {
    return on(
        database(),
        connection ->
            Sql.on(connection, "SELECT 1 FROM pg_database WHERE datname = ?")
                .with(database)
                .first(row -> row.getInt(1))
                .isPresent());
  }

  @Override
  public void create(String database, ServerIdentity like) {
    String statement =
        "CREATE DATABASE "
            + Quoted.name(database)
            + " TEMPLATE template0 ENCODING "
            + Quoted.text(like.encoding())
            + " LC_COLLATE "
            + Quoted.text(like.collate())
            + " LC_CTYPE "
            + Quoted.text(like.ctype());
    if (like.provider().equals("i")) {
      statement += " LOCALE_PROVIDER icu ICU_LOCALE " + Quoted.text(like.icuLocale());
    }
    run(statement);
  }

  @Override
  public void dropScratch(String database) {
    if (!database.startsWith(SCRATCH)) {
      throw new IllegalArgumentException(database + " is no scratch database");
    }
    run("DROP DATABASE IF EXISTS " + Quoted.name(database) + " WITH (FORCE)");
  }

  @Override
  public List<String> scratchDatabases() {
    return on(
        database(),
        connection ->
            Sql.on(
                    connection,
                    "SELECT datname FROM pg_database WHERE starts_with(datname, ?) ORDER BY 1")
                .with(SCRATCH)
                .list(row -> text(row.getString(1))));
  }

  @Override
  public void analyze(String database) {
    on(
        database,
        connection -> {
          Sql.on(connection, "ANALYZE").run();
          return true;
        });
  }

  @Override
  public void analyzeKeys(String database) {
    on(
        database,
        connection -> {
          BackupCatalogue.tables(connection).stream()
              .filter(each -> each.keyColumns() > 0 && each.bytes() > SMALL)
              .forEach(each -> Sql.on(connection, "ANALYZE " + key(each)).run());
          return true;
        });
  }

  private static String key(TableFacts table) {
    return Quoted.name(table.schema(), table.name())
        + " ("
        + String.join(
            ", ",
            table.columns().subList(0, table.keyColumns()).stream().map(Quoted::name).toList())
        + ")";
  }

  @Override
  public int end(String application) {
    return on(
        database(),
        connection ->
            Sql.on(
                    connection,
                    """
                    SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
                    WHERE application_name = ? AND pid <> pg_backend_pid()\
                    """)
                // The server keeps that many bytes of a name.
                .with(application.substring(0, Math.min(63, application.length())))
                .one(row -> row.getInt(1)));
  }

  private void run(String statement) {
    on(
        database(),
        connection -> {
          Sql.on(connection, statement).run();
          return true;
        });
  }

  private <T> T on(String database, Function<Connection, T> work) {
    DatabaseAddress there = address.withDatabase(database);
    try (Connection connection = there.connect()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw new DatabaseTrouble("connecting to " + there, e);
    }
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return String.valueOf(value);
  }
}
