package dev.cutover.database;

import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/// What must be true of a server and a database before anything is written there.
///
/// @param version as `server_version_num` has it: 150019 is 15.19
/// @param sameSession false when statements of one connection reach different server processes
record ServerFacts(
    int version,
    String versionText,
    String database,
    String encoding,
    boolean standby,
    boolean readOnly,
    boolean sameSession) {
  private static final int OLDEST = 150_000;
  private static final int PROBES = 3;

  static ServerFacts read(Connection connection) throws SQLException {
    boolean sameSession = isSameSession(connection);
    return Sql.on(
            connection,
            """
            SELECT current_setting('server_version_num')::int, split_part(current_setting('server_version'), ' ', 1),
                current_database(), current_setting('server_encoding'), pg_is_in_recovery(),
                current_setting('transaction_read_only')::boolean\
            """)
        .one(
            row ->
                new ServerFacts(
                    row.getInt(1),
                    String.valueOf(row.getString(2)),
                    String.valueOf(row.getString(3)),
                    String.valueOf(row.getString(4)),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    sameSession));
  }

  /// A pooler in transaction mode hands out server processes anew for each statement, and at
  /// connect it tells a process number of its own.
  private static boolean isSameSession(Connection connection) throws SQLException {
    int told = connection.unwrap(PGConnection.class).getBackendPID();
    for (int probe = 0; probe < PROBES; probe++) {
      int found = Sql.on(connection, "SELECT pg_backend_pid()").one(row -> row.getInt(1));
      if (found != told) {
        return false;
      }
    }
    return true;
  }

  List<MigrationProblem> problems() {
    List<MigrationProblem> problems = new ArrayList<>();
    if (version < OLDEST) {
      problems.add(
          MigrationProblem.blocking(
              Code.SERVER_TOO_OLD,
              "The server is PostgreSQL "
                  + versionText
                  + "; 15 is the oldest that works. Nothing"
                  + " was changed. Upgrade the server, or name another one."));
    }
    if (!"UTF8".equals(encoding)) {
      problems.add(
          MigrationProblem.blocking(
              Code.WRONG_ENCODING,
              "The database "
                  + database
                  + " keeps text as "
                  + encoding
                  + ", which cannot hold what"
                  + " Jira and GitHub send. Nothing was changed. Restore it into a database made"
                  + " with ENCODING 'UTF8'."));
    }
    if (standby) {
      problems.add(
          MigrationProblem.blocking(
              Code.STANDBY,
              "Connected to a standby: this server is in recovery and takes no writes. Nothing was"
                  + " changed. Name the primary server."));
    } else if (readOnly) {
      problems.add(
          MigrationProblem.blocking(
              Code.READ_ONLY,
              "The database "
                  + database
                  + " is set to read only for this user. Nothing was"
                  + " changed. Reset default_transaction_read_only, or name another user."));
    }
    if (!sameSession) {
      problems.add(
          MigrationProblem.blocking(
              Code.THROUGH_A_POOLER,
              "The connection goes through a pooler that changes the server process between"
                  + " statements, so locks do not hold. Nothing was changed. Name the server"
                  + " itself, or a pool in session mode."));
    }
    return problems;
  }

  @Override
  public String toString() {
    return "PostgreSQL " + versionText + ", database " + database;
  }
}
