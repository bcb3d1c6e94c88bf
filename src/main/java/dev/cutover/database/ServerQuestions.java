package dev.cutover.database;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.database.PgPreflight.Named;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/// Is it the server of the plan, do its clock and its text agree with ours, is the way to it safe?
final class ServerQuestions {
  private static final Duration SKEW = Duration.ofSeconds(2);

  private final DatabaseAddress address;
  private final InstantSource clock;

  ServerQuestions(DatabaseAddress address, InstantSource clock) {
    this.address = address;
    this.clock = clock;
  }

  List<Named> all() {
    return List.of(
        new Named("server identity", (connection, plan) -> List.of(identity(connection, plan))),
        new Named("clock", (connection, _) -> List.of(clock(connection))),
        new Named("time zone", (connection, _) -> List.of(zone(connection))),
        new Named("collation", (connection, _) -> List.of(collation(connection))),
        new Named(
            "database TLS check",
            (_, _) ->
                List.of(
                    verification(
                        address.host(), address.parameters().getOrDefault("sslmode", "prefer")))));
  }

  /// Two servers can hold databases of the same name; only one is the one that was planned for.
  private static Finding identity(Connection connection, CutoverPlan plan) {
    String check = "server identity";
    return Sql.on(
            connection,
            "SELECT (SELECT system_identifier::text FROM pg_control_system()),"
                + " (SELECT oid::bigint FROM pg_database WHERE datname = current_database())")
        .one(
            row -> {
              String system = String.valueOf(row.getString(1));
              long oid = row.getLong(2);
              boolean same =
                  system.equals(plan.target().systemIdentifier())
                      && oid == plan.target().databaseOid();
              String found = "system identifier " + system + ", database " + oid;
              return same
                  ? Finding.pass(check, found + ", as planned")
                  : Finding.fail(
                      check,
                      found
                          + "; the plan was made for "
                          + plan.target().systemIdentifier()
                          + ", database "
                          + plan.target().databaseOid()
                          + ".",
                      "This is another server or a restored copy. Name the planned one, or make a"
                          + " plan for this one.");
            });
  }

  private Finding clock(Connection connection) {
    Instant before = clock.instant();
    Instant theirs =
        Sql.on(connection, "SELECT clock_timestamp() AS now")
            .one(row -> Objects.requireNonNull(Sql.instant(row, "now")));
    Instant after = clock.instant();
    Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
    Duration apart = Duration.between(middle, theirs).abs();
    String found = "the server's clock is " + apart.toMillis() + " ms away from this machine's";
    return apart.compareTo(SKEW) < 0
        ? Finding.pass("clock", found)
        : Finding.fail(
            "clock",
            found + "; more than " + SKEW.toSeconds() + " s makes records of both hard to order.",
            "Let both keep their time by NTP.");
  }

  /// The platform's times have no zone: whoever writes `now()` into them writes in the session's.
  private static Finding zone(Connection connection) {
    return Sql.on(connection, "SELECT current_setting('log_timezone')")
        .one(
            row -> {
              String zone = String.valueOf(row.getString(1));
              return zone.matches("(?i)(etc/)?(utc|gmt|uct|zulu|universal)")
                  ? Finding.pass("time zone", "the server is at " + zone)
                  : Finding.warn(
                      "time zone",
                      "the server is at "
                          + zone
                          + "; times without zone that the platform wrote by now() are in it.",
                      "Nothing to do when its programs set their own zone; the shadow comparison"
                          + " shows what differs by whole hours.");
            });
  }

  private static Finding collation(Connection connection) {
    return Sql.on(
            connection,
            "SELECT datcollate, coalesce(datcollversion, ''),"
                + " coalesce(pg_database_collation_actual_version(oid), '') FROM pg_database WHERE"
                + " datname = current_database()")
        .one(
            row -> {
              String was = String.valueOf(row.getString(2));
              String is = String.valueOf(row.getString(3));
              String found = "collation " + row.getString(1);
              return was.equals(is)
                  ? Finding.pass("collation", found + (is.isEmpty() ? "" : ", version " + is))
                  : Finding.fail(
                      "collation",
                      found
                          + " was version "
                          + was
                          + " when the indexes were built and is "
                          + is
                          + " now: indexes over text may be in a wrong order.",
                      "REINDEX DATABASE, then ALTER DATABASE .. REFRESH COLLATION VERSION.");
            });
  }

  /// Encrypted is not yet safe: only verify-full looks at whose certificate it is.
  static Finding verification(String host, String mode) {
    String check = "database TLS check";
    if (host.matches("localhost|127\\..*|\\[?::1]?|/.*")) {
      return Finding.pass(check, "not applicable: the server is on this machine");
    }
    return mode.equals("verify-full")
        ? Finding.pass(check, "sslmode=verify-full")
        : Finding.warn(
            check,
            "sslmode=" + mode + " takes any certificate, also that of a server in between.",
            "Add ?sslmode=verify-full to the address (and sslrootcert, for an authority of your"
                + " own).");
  }
}
