package dev.cutover.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// Flyway as this program wants it: nothing is ever cleaned, baselined silently or run out of
/// order, and its own lock is one of the session, because with the usual one CREATE INDEX
/// CONCURRENTLY waits for ever for Flyway.
final class FlywaySetup {
  private FlywaySetup() {}

  static Flyway over(
      ConnectionFactory connections,
      ScriptSource scripts,
      MigrationLimits limits,
      Callback... callbacks) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(new FreshConnections(connections))
            .locations(scripts.flywayLocation())
            .initSql(lockTimeout(limits))
            .baselineVersion("1")
            .baselineDescription("pulse platform, found in place")
            .baselineOnMigrate(false)
            .cleanDisabled(true)
            .outOfOrder(false)
            .validateMigrationNaming(true)
            .placeholderReplacement(false)
            .table(Catalogue.HISTORY)
            .callbacks(callbacks)
            .loggers("slf4j");
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration.load();
  }

  static String lockTimeout(MigrationLimits limits) {
    return "SET lock_timeout = " + limits.lockTimeout().toMillis();
  }
}
