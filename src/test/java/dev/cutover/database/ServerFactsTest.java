package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.MigrationOutcome.Refused;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import dev.cutover.kit.RotatingPooler;
import dev.cutover.kit.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class ServerFactsTest {
  @Test
  void case42_olderServersAreRefusedByNameAndNewerOnesAreNot() {
    for (int version : new int[] {150_000, 150_019, 160_004, 170_001, 180_000}) {
      assertThat(facts(version, "UTF8").problems()).isEmpty();
    }
    assertThat(facts(140_022, "UTF8").problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(Code.SERVER_TOO_OLD);
              assertThat(problem.message()).contains("PostgreSQL 14.22", "Nothing was changed");
            });
  }

  @Test
  void case42_aDatabaseInAnotherEncodingIsRefusedByName() throws Exception {
    String url = TestPostgres.emptyDatabase();
    try (Connection connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE ascii_only ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
    }
    Target target = Target.at(url.replaceFirst("/e[0-9_]+", "/ascii_only"));

    assertThat(target.migrations().migrate())
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.problems().getFirst().message())
                    .contains("ascii_only", "SQL_ASCII", "ENCODING 'UTF8'"));
    assertThat(target.catalogue()).isEmpty();
  }

  @Test
  void case43_aPoolerThatChangesTheServerProcessIsDetected() throws Exception {
    String url = TestPostgres.emptyDatabase();
    try (RotatingPooler pooler = RotatingPooler.before(url)) {
      Target behind = Target.at(pooler.url());

      assertThat(behind.migrations().migrate())
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.problems())
                      .extracting(MigrationProblem::code)
                      .contains(Code.THROUGH_A_POOLER));
    }
    assertThat(Target.at(url).migrations().status().problems()).isEmpty();
  }

  private static ServerFacts facts(int version, String encoding) {
    String text = version / 10_000 + "." + version % 10_000;
    return new ServerFacts(version, text, "pulse_db", encoding, false, false, true);
  }
}
