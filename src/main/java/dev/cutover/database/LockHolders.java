package dev.cutover.database;

import java.sql.Connection;
import java.util.List;

/// Sessions that could be in the way of a schema change: those with a transaction open for a while.
/// The text of their statements is not told, it may hold secrets.
final class LockHolders {
  private static final int MOST = 5;

  private LockHolders() {}

  static String describe(Connection connection) {
    List<String> sessions =
        Sql.on(
                connection,
                """
                SELECT 'process ' || a.pid || ' (' || coalesce(a.usename, '?') || ', '
                    || coalesce(nullif(a.application_name, ''), 'no name') || ', ' || coalesce(a.state, '?') || ' for '
                    || round(extract(epoch FROM clock_timestamp() - a.xact_start)) || ' s'
                    || coalesce(', on ' || (SELECT string_agg(DISTINCT c.relname, ' ') FROM pg_locks l
                        JOIN pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p')
                        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
                        WHERE l.pid = a.pid AND l.granted), '') || ')'
                FROM pg_stat_activity a
                WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.xact_start IS NOT NULL
                ORDER BY a.xact_start LIMIT ?\
                """)
            .with(MOST)
            .list(row -> String.valueOf(row.getString(1)));
    return sessions.isEmpty() ? "no session any more" : String.join("; ", sessions);
  }
}
