package dev.cutover.database;

import dev.cutover.cutover.backup.DatabaseNames;
import dev.cutover.cutover.backup.RestoreNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Databases of one server, looked at and renamed from its maintenance database.
public final class PgDatabaseNames implements DatabaseNames {
  private static final String MAINTENANCE = "postgres";
  private static final String IN_USE = "55006";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DatabaseAddress address;

  public PgDatabaseNames(DatabaseAddress address) {
    this.address = address.withDatabase(MAINTENANCE);
  }

  @Override
  public Optional<Standing> look(String database) {
    return on(
        connection ->
            Sql.on(
                    connection,
                    """
                    SELECT d.oid::bigint, d.datallowconn,
                      (SELECT count(*) FROM pg_stat_activity a WHERE a.datid = d.oid)::int,
                      COALESCE(shobj_description(d.oid, 'pg_database'), '')
                    FROM pg_database d WHERE d.datname = ?\
                    """)
                .with(database)
                .first(
                    row ->
                        new Standing(
                            row.getLong(1),
                            row.getBoolean(2),
                            row.getInt(3),
                            String.valueOf(row.getString(4)))));
  }

  @Override
  public void close(String database) {
    on(
        connection -> {
          alter(connection, database, "ALLOW_CONNECTIONS false");
          end(connection, database);
          return true;
        });
  }

  @Override
  public void open(String database) {
    on(
        connection -> {
          alter(connection, database, "ALLOW_CONNECTIONS true");
          return true;
        });
  }

  /// A session that is being ended takes a moment to be gone.
  @Override
  public void rename(String from, String to) {
    on(
        connection -> {
          long until = System.nanoTime() + PATIENCE.toNanos();
          boolean renamed = false;
          while (!renamed) {
            try {
              alter(connection, from, "RENAME TO " + Quoted.name(to));
              renamed = true;
            } catch (DatabaseTrouble e) {
              if (!IN_USE.equals(e.sqlState()) || System.nanoTime() > until) {
                throw e;
              }
              end(connection, from);
            }
          }
          return true;
        });
  }

  @Override
  public void label(String database, String text) {
    on(
        connection -> {
          Sql.on(
                  connection,
                  "COMMENT ON DATABASE " + Quoted.name(database) + " IS " + Quoted.text(text))
              .run();
          return true;
        });
  }

  @Override
  public void copySettings(String from, String to) {
    on(
        connection -> {
          for (String statement : settings(connection, from, to)) {
            Sql.on(connection, statement).run();
          }
          return true;
        });
  }

  /// Statements made by the server, which quotes them.
  private static java.util.List<String> settings(Connection connection, String from, String to) {
    return Sql.on(
            connection,
            """
            WITH d AS (SELECT * FROM pg_database WHERE datname = ?), t AS (SELECT ?::text AS name)
            SELECT format('ALTER DATABASE %I OWNER TO %I', t.name, pg_get_userbyid(d.datdba)) FROM d, t
            UNION ALL
            SELECT format('ALTER DATABASE %I CONNECTION LIMIT %s', t.name, d.datconnlimit) FROM d, t
            UNION ALL
            SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', t.name) FROM d, t WHERE d.datacl IS NOT NULL
            UNION ALL
            SELECT format('GRANT %s ON DATABASE %I TO %s%s', a.privilege_type, t.name,
              CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
              CASE WHEN a.is_grantable AND a.grantee <> 0 THEN ' WITH GRANT OPTION' ELSE '' END)
            FROM d, t, aclexplode(d.datacl) a
            UNION ALL
            SELECT format('ALTER %s SET %s TO %s',
              CASE WHEN s.setrole = 0 THEN format('DATABASE %I', t.name)
                ELSE format('ROLE %I IN DATABASE %I', pg_get_userbyid(s.setrole), t.name) END,
              quote_ident(split_part(c, '=', 1)), quote_literal(substr(c, strpos(c, '=') + 1)))
            FROM d JOIN pg_db_role_setting s ON s.setdatabase = d.oid, t, unnest(s.setconfig) c\
            """)
        .with(from)
        .with(to)
        .list(row -> String.valueOf(row.getString(1)));
  }

  @Override
  public void dropBeside(String database) {
    if (!RestoreNames.isBeside(database)) {
      throw new IllegalArgumentException(database + " was not restored by this program");
    }
    on(
        connection -> {
          Sql.on(connection, "DROP DATABASE IF EXISTS " + Quoted.name(database) + " WITH (FORCE)")
              .run();
          return true;
        });
  }

  private static void alter(Connection connection, String database, String how) {
    Sql.on(connection, "ALTER DATABASE " + Quoted.name(database) + " " + how).run();
  }

  private static void end(Connection connection, String database) {
    Sql.on(
            connection,
            "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = ?"
                + " AND pid <> pg_backend_pid()")
        .with(database)
        .one(row -> row.getInt(1));
  }

  private <T> T on(Function<Connection, T> work) {
    try (Connection connection = address.connect()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw new DatabaseTrouble("connecting to " + address, e);
    }
  }
}
