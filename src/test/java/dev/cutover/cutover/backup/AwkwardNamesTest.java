package dev.cutover.cutover.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.PgBackupServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Names that mean something to a shell, to libpq or to SQL are names all the same.
class AwkwardNamesTest {
  private static final String ROLE = "-x \"role\" $(id) 'r' \uD83D\uDE00";
  private static final String TABLE = "a=b; \"t\" -- 'x'\n$(touch x) \uD83D\uDE00 -f";
  private static final String NOBODY = "192.0.2.1";

  private BackupGround ground;
  private int number;

  @BeforeEach
  void open() {
    ground = new BackupGround();
  }

  @AfterEach
  void close() {
    ground.close();
  }

  /// The first is taken for a connection string by programs that are not careful: it leads to a
  /// host that never answers.
  @Test
  void case67_databasesTablesRolesAndFoldersOfAnyNameGoThereAndBack() throws Exception {
    ground.database.execute("CREATE ROLE " + quoted(ROLE));
    try {
      for (String name :
          List.of(
              "host=" + NOBODY + " dbname=postgres",
              "postgresql://" + NOBODY + "/x?sslmode=disable",
              "-x; $(touch y) 'q' \"d\" \\ %s\n\uD83D\uDE00")) {
        ground.database.execute("CREATE DATABASE " + quoted(name));
        try {
          thereAndBack(name);
        } finally {
          ground.database.execute("DROP DATABASE " + quoted(name) + " WITH (FORCE)");
        }
      }
    } finally {
      ground.database.execute("DROP ROLE " + quoted(ROLE));
    }
  }

  private void thereAndBack(String name) throws Exception {
    String run = "names-" + ++number;
    DatabaseAddress address = ground.database.address().withDatabase(name);
    try (Connection connection = address.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + quoted(TABLE)
              + " ("
              + quoted("k; '\"\n")
              + " text PRIMARY KEY); INSERT INTO "
              + quoted(TABLE)
              + " SELECT '\\.' || n FROM generate_series(1, 50) n; ALTER TABLE "
              + quoted(TABLE)
              + " OWNER TO "
              + quoted(ROLE));
    }
    PgBackupServer server = new PgBackupServer(address);
    Path folder = ground.folder.resolve("-o $(x) 'f' \"g\" ; \uD83D\uDE00" + number);
    BackupMaker maker =
        new BackupMaker(
            ground.tools,
            server,
            server,
            ground.manifests,
            BrokerDefinitions.NONE,
            InstantSource.system());

    Manifest manifest =
        maker.create(new BackupOrder(run, "test", folder, 2, true, null), BackupWatch.SILENT);

    assertThat(manifest.proof().state()).isEqualTo(Proof.State.PROVED);
    assertThat(manifest.source().identity().database()).isEqualTo(name);
    assertThat(manifest.tables())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.table()).isEqualTo("public." + TABLE);
              assertThat(each.rows()).isEqualTo(50);
            });
    assertThat(server.scratchDatabases()).isEmpty();
    assertThat(Files.exists(Path.of("x")) || Files.exists(Path.of("y"))).isFalse();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
