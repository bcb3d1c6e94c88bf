package dev.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.TestPostgres;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class SchemaTest {
  @Test
  void aMigratedDatabaseHasTheSeedsTwoTables() throws Exception {
    try (var connection = DriverManager.getConnection(TestPostgres.migratedDatabase());
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM information_schema.tables WHERE table_name IN"
                        + " ('raw_extraction_data', 'etl_job_queue')")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }
  }
}
