package dev.cutover.database;

import dev.cutover.cutover.WriteFreeze.Closed;
import dev.cutover.cutover.WriteFreeze.Fence;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What the fence consists of in the database: one row that says whom it keeps out, and the
/// function that every fenced table asks before a statement writes.
final class FenceSchema {
  private static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS etl_write_fence (
              one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one),
              run_id TEXT NOT NULL,
              role_name TEXT NOT NULL,
              closed_to TEXT NOT NULL CHECK (closed_to IN ('TO_EVERYONE', 'TO_ROLE')),
              since TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
              actor TEXT NOT NULL,
              comment_before TEXT NOT NULL
          )
          """,
          "GRANT SELECT ON etl_write_fence TO PUBLIC",
          // A fence whose row is gone while its triggers are there lets nobody through.
          """
          CREATE OR REPLACE FUNCTION etl_write_fence() RETURNS trigger LANGUAGE plpgsql
          SET search_path FROM CURRENT AS $$
          DECLARE
              fence etl_write_fence;
          BEGIN
              SELECT * INTO fence FROM etl_write_fence;
              IF fence.closed_to = 'TO_ROLE' AND session_user <> TG_ARGV[0] AND current_user <> TG_ARGV[0] THEN
                  RETURN NULL;
              END IF;
              RAISE EXCEPTION 'writes to % are frozen by a cutover (run %, since %)',
                  TG_TABLE_NAME, fence.run_id, fence.since
                  USING ERRCODE = '55000',
                      HINT = 'Go on with "cutover resume", or lift the freeze with "cutover rollback".';
          END $$
          """);

  private FenceSchema() {}

  static Optional<Fence> read(Connection connection) {
    boolean exists =
        Sql.on(connection, "SELECT to_regclass('etl_write_fence') IS NOT NULL")
            .one(row -> row.getBoolean(1));
    if (!exists) {
      return Optional.empty();
    }
    return Sql.on(
            connection,
            "SELECT run_id, role_name, closed_to, since, actor, comment_before FROM"
                + " etl_write_fence")
        .first(
            row ->
                new Fence(
                    String.valueOf(row.getString(1)),
                    String.valueOf(row.getString(2)),
                    Closed.valueOf(String.valueOf(row.getString(3))),
                    Objects.requireNonNullElse(Sql.instant(row, "since"), Instant.EPOCH),
                    String.valueOf(row.getString(5)),
                    String.valueOf(row.getString(6))));
  }

  static void make(Connection connection, String run, String role, String actor) {
    STATEMENTS.forEach(statement -> Sql.on(connection, statement).run());
    Sql.on(
            connection,
            """
            INSERT INTO etl_write_fence (run_id, role_name, closed_to, actor, comment_before)
            SELECT ?, ?, 'TO_EVERYONE', ?, coalesce(shobj_description(oid, 'pg_database'), '')
            FROM pg_database WHERE datname = current_database()
            ON CONFLICT (one) DO NOTHING
            """)
        .with(run)
        .with(role)
        .with(actor)
        .update();
  }

  static void drop(Connection connection) {
    Sql.on(connection, "DROP FUNCTION IF EXISTS etl_write_fence()").run();
    Sql.on(connection, "DROP TABLE IF EXISTS etl_write_fence").run();
  }
}
