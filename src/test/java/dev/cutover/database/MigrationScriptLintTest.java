package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationScriptLintTest {
  @Test
  void noScriptTakesAnythingAway() throws Exception {
    Path folder = Path.of(Objects.requireNonNull(getClass().getResource("/db/migration")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> scripts = files.filter(file -> file.toString().endsWith(".sql")).toList();
      assertThat(scripts).hasSizeGreaterThanOrEqualTo(4);
      for (Path script : scripts) {
        assertThat(MigrationScriptLint.findings(Files.readString(script)))
            .as(script.toString())
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table prs",
        "ALTER TABLE prs DROP COLUMN url",
        "TRUNCATE work_items",
        "delete from prs",
        "ALTER TABLE prs ALTER COLUMN id TYPE BIGINT",
        "ALTER TABLE prs ALTER COLUMN id SET DATA TYPE BIGINT",
        "ALTER TYPE mood ADD VALUE 'x'",
        "ALTER TABLE prs RENAME TO prs_old",
        "SELECT 1; -- harmless\nDROP INDEX x",
      })
  void aStatementThatTakesSomethingAwayIsFound(String sql) {
    assertThat(MigrationScriptLint.findings(sql)).isNotEmpty();
  }

  @Test
  void aCommentIsNoStatement() {
    assertThat(MigrationScriptLint.findings("-- never DROP this\nSELECT 1 /* DELETE */")).isEmpty();
  }
}
