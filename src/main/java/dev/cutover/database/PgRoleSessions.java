package dev.cutover.database;

import dev.cutover.cutover.RoleSessions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Sessions by `pg_stat_activity`, of the database that we are connected to.
public final class PgRoleSessions implements RoleSessions {
  private static final String OF_THE_ROLE =
      "FROM pg_stat_activity WHERE usename = ? AND datname = current_database() AND pid <>"
          + " pg_backend_pid()";

  private final Database database;

  public PgRoleSessions(Database database) {
    this.database = database;
  }

  @Override
  public List<Seen> of(String role) {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "SELECT pid, coalesce(application_name, ''), coalesce(host(client_addr),"
                        + " 'local') AS client, coalesce(state, 'starting') AS state,"
                        + " backend_start "
                        + OF_THE_ROLE
                        + " ORDER BY backend_start, pid")
                .with(role)
                .list(
                    row ->
                        new Seen(
                            row.getInt(1),
                            String.valueOf(row.getString(2)),
                            String.valueOf(row.getString(3)),
                            String.valueOf(row.getString(4)),
                            Objects.requireNonNullElse(
                                Sql.instant(row, "backend_start"), Instant.EPOCH))));
  }

  @Override
  public int terminate(String role) {
    return database.withConnection(
        connection ->
            Sql.on(connection, "SELECT pg_terminate_backend(pid) " + OF_THE_ROLE)
                .with(role)
                .list(row -> row.getBoolean(1))
                .size());
  }
}
