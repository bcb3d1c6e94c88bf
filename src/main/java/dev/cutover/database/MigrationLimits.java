package dev.cutover.database;

import java.time.Duration;

/// How long a migration waits for others before it asks.
///
/// @param lockTimeout for one lock on a table, so that nobody queues behind us for longer
/// @param tries how often a lock that was not free is asked for
/// @param pause between two tries
/// @param runnerPatience for another program that migrates the same database
/// @param rehearsal the longest statement of a rehearsal, which keeps its locks until it is rolled
///   back
public record MigrationLimits(
    Duration lockTimeout, int tries, Duration pause, Duration runnerPatience, Duration rehearsal) {

  public static MigrationLimits usual() {
    return new MigrationLimits(
        Duration.ofSeconds(2),
        5,
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60));
  }
}
