package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.kit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every statement in `sql/` fits the migrated schema, and every one of `sql/merge/` is bound to
/// its tenant.
class SqlFilesTest {

  @Test
  void everyStatementCanBePrepared() throws Exception {
    try (Connection connection = DriverManager.getConnection(TestPostgres.migratedDatabase())) {
      for (String file : files()) {
        // Asking for the result makes the server parse the statement.
        try (PreparedStatement statement =
            connection.prepareStatement(SqlResource.load(file).text())) {
          assertThat(statement.getParameterMetaData().getParameterCount()).as(file).isPositive();
        }
      }
      assertThatThrownBy(
              () ->
                  connection
                      .prepareStatement(SqlResource.parse("SELECT x FROM projects").text())
                      .getParameterMetaData())
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void everyStatementOfAMergeIsUsedAndBoundToTenantAndIntegration() throws Exception {
    List<String> names =
        files().stream()
            .filter(file -> file.startsWith("merge/"))
            .map(file -> file.substring(6, file.length() - 4))
            .toList();
    assertThat(names).containsExactlyInAnyOrderElementsOf(MergeStatements.NAMES);
    for (String name : MergeStatements.NAMES) {
      assertThat(SqlResource.load("merge/" + name + ".sql").parameters())
          .as(name)
          .contains("integration");
      if (!name.startsWith("lock_")) {
        assertThat(SqlResource.load("merge/" + name + ".sql").parameters())
            .as(name)
            .contains("tenant");
      }
    }
  }

  @Test
  void aNameBecomesAParameterButNotACastOrAComment() {
    SqlResource statement = SqlResource.parse("-- :no\nSELECT a::int, :b, :c_d -- :e\n, :b");
    assertThat(statement.parameters()).containsExactly("b", "c_d", "b");
    assertThat(statement.text()).doesNotContain(":b", "no").contains("a::int");
  }

  @Test
  void aMissingValueOrFileIsNamed() throws Exception {
    try (Connection connection = DriverManager.getConnection(TestPostgres.migratedDatabase())) {
      assertThatThrownBy(() -> SqlResource.parse("SELECT :a").prepare(connection, Map.of()))
          .hasMessage("no value for :a");
    }
    assertThatThrownBy(() -> SqlResource.load("merge/none.sql"))
        .hasMessage("no resource sql/merge/none.sql");
  }

  private static List<String> files() throws Exception {
    Path root = Path.of("src/main/resources/sql");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
