package dev.cutover.cutover.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.cutover.StepFailure;
import dev.cutover.database.PgBackupServer;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What hides rows from whoever takes a backup, and what the server lacks on which it is to come
/// back, is told before anything is made.
class RestoreSideTest {
  private BackupGround ground;

  @BeforeEach
  void open() {
    ground = new BackupGround().filled();
  }

  @AfterEach
  void close() {
    ground.close();
  }

  @Test
  void case75_rowSecurityThatHidesRowsFailsTheBackupAndSaysBypassrls() {
    ground.database.execute(
        "CREATE ROLE case75 LOGIN CREATEDB PASSWORD 'case75'; GRANT pg_read_all_data TO case75;"
            + " ALTER TABLE notes ENABLE ROW LEVEL SECURITY;"
            + " CREATE POLICY partly ON notes USING (name LIKE '%1%')");
    try {
      var address = ground.database.address();
      PgBackupServer clerk =
          new PgBackupServer(
              new dev.cutover.database.DatabaseAddress(
                  address.host(),
                  address.port(),
                  address.database(),
                  "case75",
                  "case75",
                  address.parameters()));
      BackupMaker maker =
          new BackupMaker(
              ground.tools,
              clerk,
              clerk,
              ground.manifests,
              BrokerDefinitions.NONE,
              InstantSource.system());

      assertThatThrownBy(() -> maker.create(ground.order("one"), BackupWatch.SILENT))
          .isInstanceOf(StepFailure.class)
          .hasMessageContaining("row-level security")
          .satisfies(e -> assertThat(((StepFailure) e).problem().remedy()).contains("BYPASSRLS"));
      assertThat(ground.folder.resolve("one")).doesNotExist();
    } finally {
      ground.database.execute("DROP OWNED BY case75; DROP ROLE case75");
    }
  }

  @Test
  void case87_aRoleThatIsMissingOnTheRestoreSideIsNamedBeforeAnythingIsMade() throws Exception {
    ground.database.execute("CREATE ROLE case87; ALTER TABLE notes OWNER TO case87");
    Manifest manifest;
    try {
      manifest = ground.backup("one");
    } finally {
      ground.database.execute("ALTER TABLE notes OWNER TO postgres; DROP ROLE case87");
    }
    assertThat(manifest.needs().roles()).contains("case87");

    assertThatThrownBy(
            () ->
                ground
                    .check()
                    .prove(ground.folder.resolve("one"), "verify-87", 2, BackupWatch.SILENT))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("role case87");
    assertThat(ground.server.scratchDatabases()).isEmpty();
    assertThat(
            ground.server.lacks(
                new RestoreNeeds(List.of("no_such_thing"), List.of("nobody87"), List.of("far")),
                true))
        .anyMatch(each -> each.contains("extension no_such_thing"))
        .anyMatch(each -> each.contains("role nobody87"))
        .anyMatch(each -> each.contains("tablespace far"));
  }
}
