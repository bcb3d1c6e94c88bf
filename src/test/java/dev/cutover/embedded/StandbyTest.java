package dev.cutover.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.MigrationOutcome.Migrated;
import dev.cutover.cutover.MigrationOutcome.Refused;
import dev.cutover.database.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandbyTest {
  @TempDir Path folder;

  @Test
  void case36_aStandbyIsNamedAtOnceAndNothingIsRetried() throws Exception {
    SharedPrograms.linkInto(folder);
    EmbeddedPostgresServer.open(folder).close();
    Files.createFile(folder.resolve("data/standby.signal"));
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.open(folder)) {
      DatabaseAddress address = server.address();
      Migrations migrations =
          new Migrations(
              () -> DriverManager.getConnection(address.jdbcUrl(), address.credentials()));
      long begin = System.nanoTime();

      assertThat(migrations.migrate())
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.problems())
                      .singleElement()
                      .satisfies(
                          problem ->
                              assertThat(problem.message())
                                  .contains("Connected to a standby", "Name the primary")));
      assertThat(migrations.rehearse().ok()).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
    Files.delete(folder.resolve("data/standby.signal"));
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.open(folder)) {
      DatabaseAddress address = server.address();
      assertThat(
              new Migrations(
                      () -> DriverManager.getConnection(address.jdbcUrl(), address.credentials()))
                  .migrate())
          .isInstanceOf(Migrated.class);
    }
  }
}
