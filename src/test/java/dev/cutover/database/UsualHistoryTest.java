package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;

class UsualHistoryTest {
  @Test
  void theScriptsAreReadAsFlywayReadsThem() {
    List<UsualHistory.Line> flyway =
        Arrays.stream(
                FlywaySetup.over(
                        Target.empty()::connect, ScriptSource.own(), MigrationLimits.usual())
                    .info()
                    .all())
            .map(UsualHistoryTest::line)
            .toList();

    assertThat(UsualHistory.lines()).isEqualTo(flyway);
  }

  private static UsualHistory.Line line(MigrationInfo script) {
    return new UsualHistory.Line(
        script.getVersion().getVersion(),
        script.getDescription(),
        script.getScript(),
        script.getResolvedChecksum());
  }

  @Test
  void aMigratedDatabaseIsKnownWithoutFlywayAndTheSameIsSaidOfIt() throws Exception {
    for (Target target : List.of(Target.empty(), Target.monolith())) {
      target.migrations().migrate();
      try (var connection = target.connect()) {
        ScriptStates asked =
            ScriptStates.of(
                FlywaySetup.over(target::connect, ScriptSource.own(), MigrationLimits.usual())
                    .info()
                    .all(),
                ScriptSource.own());
        assertThat(UsualHistory.of(connection, ScriptSource.own())).contains(asked);
      }
    }
  }

  @Test
  void aHistoryThatDiffersInAnythingIsLeftToFlyway() throws Exception {
    for (String change :
        List.of(
            "DELETE FROM flyway_schema_history WHERE version = '6'",
            "UPDATE flyway_schema_history SET checksum = 7 WHERE version = '6'",
            "UPDATE flyway_schema_history SET description = 'other' WHERE version = '6'",
            "UPDATE flyway_schema_history SET success = false WHERE version = '6'",
            "UPDATE flyway_schema_history SET version = '6.1' WHERE version = '6'",
            "DROP TABLE flyway_schema_history")) {
      Target target = Target.empty();
      target.migrations().migrate();
      target.execute(change);
      try (var connection = target.connect()) {
        assertThat(UsualHistory.of(connection, ScriptSource.own())).as(change).isEmpty();
      }
    }
  }
}
