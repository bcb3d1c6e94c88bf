package dev.cutover.database;

import dev.cutover.cutover.MigrationStatus;
import java.sql.Connection;
import java.util.List;

/// Keeps `migration_history`, the platform's own record, true: each of our migrations has a row
/// there, numbered C002 and up so that it never meets one of the platform's. Rows that are there
/// stay as they are.
final class PlatformHistory {
  private PlatformHistory() {}

  static void record(Connection connection, List<MigrationStatus.Script> applied) {
    if (!Catalogue.read(connection).has("migration_history", "migration_number")) {
      return;
    }
    for (MigrationStatus.Script script : applied) {
      int version = Integer.parseInt(script.version());
      if (version > 1) {
        Sql.on(
                connection,
                """
                INSERT INTO migration_history (migration_number, migration_name, status) VALUES (?, ?, 'applied')
                ON CONFLICT (migration_number) DO NOTHING\
                """)
            .with("C%03d".formatted(version))
            .with("cutover: " + script.description())
            .update();
      }
    }
  }
}
