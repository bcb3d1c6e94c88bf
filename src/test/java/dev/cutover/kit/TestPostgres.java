package dev.cutover.kit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/// One embedded PostgreSQL for the whole test JVM; each test takes a fresh, migrated database from
/// it.
public final class TestPostgres {
  private static final String TEMPLATE = "cutover_template";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static @Nullable EmbeddedPostgres server;

  private TestPostgres() {}

  /// A new database with the whole schema, as a JDBC URL with user and password.
  public static synchronized String migratedDatabase() {
    EmbeddedPostgres running = running();
    String name = "t" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    execute(running, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return url(running, name);
  }

  /// A new empty database.
  public static synchronized String emptyDatabase() {
    EmbeddedPostgres running = running();
    String name = "e" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    execute(running, "CREATE DATABASE " + name);
    return url(running, name);
  }

  private static EmbeddedPostgres running() {
    EmbeddedPostgres running = server;
    if (running == null) {
      running = start();
      execute(running, "CREATE DATABASE " + TEMPLATE);
      migrate(url(running, TEMPLATE));
      server = running;
    }
    return running;
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "off")
          .setServerConfig("max_connections", "200")
          .setServerConfig("max_prepared_transactions", "10")
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("embedded PostgreSQL does not start", e);
    }
  }

  static void migrate(String url) {
    var configuration = Flyway.configure().dataSource(url, "postgres", "postgres");
    var postgres =
        configuration.getPluginRegister().getExact(PostgreSQLConfigurationExtension.class);
    postgres.setTransactionalLock(false);
    configuration.load().migrate();
  }

  private static String url(EmbeddedPostgres server, String database) {
    return server.getJdbcUrl("postgres", database) + "&password=postgres";
  }

  private static void execute(EmbeddedPostgres server, String sql) {
    try (Connection connection = DriverManager.getConnection(url(server, "postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
