package dev.cutover.database;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.database.PgPreflight.Named;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/// Is there room for what is coming, and does anybody hold the database up?
final class RoomQuestions {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int ENOUGH = 20;
  private static final int TOO_FEW = 8;

  private final Duration lasting;

  RoomQuestions() {
    this(LONG);
  }

  /// @param lasting how old a transaction may be
  RoomQuestions(Duration lasting) {
    this.lasting = lasting;
  }

  List<Named> all() {
    return List.of(
        new Named("connections", this::connections),
        new Named("prepared transactions", (connection, _) -> List.of(prepared(connection))),
        new Named("long transactions", (connection, _) -> List.of(lasting(connection))),
        new Named("checksums", (connection, _) -> List.of(checksums(connection))));
  }

  private List<Finding> connections(Connection connection, CutoverPlan plan) {
    int jobs = number(plan.option("parallel", "2"));
    Finding found =
        Sql.on(
                connection,
                "SELECT current_setting('max_connections')::int -"
                    + " current_setting('superuser_reserved_connections')::int, (SELECT count(*)"
                    + " FROM pg_stat_activity WHERE backend_type = 'client backend')")
            .one(row -> connections(row.getInt(1), row.getInt(2), jobs));
    return List.of(found);
  }

  private static Finding connections(int all, int used, int jobs) {
    int free = all - used;
    String found = free + " of " + all + " connections are free";
    String remedy = "Raise max_connections, or close what is not needed.";
    if (free < TOO_FEW + jobs) {
      return Finding.fail("connections", found + "; that is too few.", remedy);
    }
    return free < ENOUGH + jobs
        ? Finding.warn(
            "connections",
            found + "; workers, backup and console together want " + (ENOUGH + jobs) + ".",
            remedy)
        : Finding.pass("connections", found);
  }

  private static int number(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 2;
  }

  /// A prepared transaction is nobody's session and can still write when everybody is gone.
  private static Finding prepared(Connection connection) {
    List<String> found =
        Sql.on(
                connection,
                "SELECT gid || ' of ' || owner FROM pg_prepared_xacts WHERE database ="
                    + " current_database() ORDER BY prepared")
            .list(row -> String.valueOf(row.getString(1)));
    return found.isEmpty()
        ? Finding.pass("prepared transactions", "none")
        : Finding.fail(
            "prepared transactions",
            found.size() + " wait: " + RightsQuestions.some(found) + ". They hold locks and write.",
            "COMMIT PREPARED or ROLLBACK PREPARED each.");
  }

  private Finding lasting(Connection connection) {
    List<String> found =
        Sql.on(
                connection,
                """
                SELECT usename || ' (pid ' || pid || ', ' || coalesce(application_name, '') || ') since '
                    || to_char(xact_start AT TIME ZONE 'UTC', 'HH24:MI:SS') || ' UTC'
                FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                    AND xact_start < clock_timestamp() - ? * interval '1 millisecond' ORDER BY xact_start\
                """)
            .with(lasting.toMillis())
            .list(row -> String.valueOf(row.getString(1)));
    return found.isEmpty()
        ? Finding.pass(
            "long transactions", "none is older than " + lasting.toMinutes() + " minutes")
        : Finding.fail(
            "long transactions",
            "open for more than "
                + lasting.toMinutes()
                + " minutes: "
                + RightsQuestions.some(found)
                + ".",
            "Let them end, or pg_terminate_backend(pid): migrations and the freeze wait for"
                + " them.");
  }

  private static Finding checksums(Connection connection) {
    return Sql.on(
            connection,
            "SELECT current_setting('data_checksums'), (SELECT checksum_failures FROM"
                + " pg_stat_database WHERE datname = current_database())")
        .one(row -> checksums("on".equals(row.getString(1)), row.getLong(2)));
  }

  static Finding checksums(boolean kept, long failures) {
    if (failures > 0) {
      return Finding.fail(
          "checksums",
          failures + " pages of this database failed their checksum.",
          "The disk or memory is damaged: restore from a backup first.");
    }
    return Finding.pass(
        "checksums",
        kept ? "on, no page has failed" : "not applicable: the server keeps none of its pages");
  }
}
