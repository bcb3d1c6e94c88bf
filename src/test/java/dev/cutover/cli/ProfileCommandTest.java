package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.embedded.EmbeddedServices;
import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.FolderSearch;
import dev.cutover.kit.TestFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Profiles on the command line, over a real database and broker that ask for passwords.
class ProfileCommandTest {
  private static final String WRONG = "wrong-canary-4711";

  private final Path home = TestFolder.create("profile-home");
  private final Path servers = TestFolder.create("profile-servers");
  private final EmbeddedServices services = EmbeddedServices.open(servers);

  @AfterEach
  void close() {
    services.close();
    TestFolder.delete(servers);
    TestFolder.delete(home);
  }

  private CutoverProcess run(Map<String, String> environment, String... arguments)
      throws Exception {
    return CutoverProcess.run(home, environment, arguments);
  }

  private String database() {
    var server = services.database();
    return "postgresql://%s@%s:%d/%s"
        .formatted(server.user(), server.host(), server.port(), server.database());
  }

  private String broker() {
    var server = services.broker();
    return "amqp://%s@%s:%d/%s"
        .formatted(
            server.user(),
            server.host(),
            server.port(),
            server.virtualHost().equals("/") ? "" : server.virtualHost());
  }

  private CutoverProcess add(String database, String broker) throws Exception {
    return run(
        Map.of("DB_WORD", database, "MQ_WORD", broker, "PATH", ""),
        "profile",
        "add",
        "plant-7",
        "--kind",
        "lab",
        "--db",
        database(),
        "--broker",
        broker(),
        "--db-password-env",
        "DB_WORD",
        "--broker-password-env",
        "MQ_WORD",
        "--approve");
  }

  @Test
  void aProfileIsStoredTestedUsedAndForgottenAndItsPasswordsAreNowhereInClear() throws Exception {
    String databaseWord = services.database().password();
    String brokerWord = services.broker().password();

    CutoverProcess wrong = add(WRONG, brokerWord);
    assertThat(wrong.status()).as(wrong.err()).isEqualTo(Exit.DONE);
    assertThat(wrong.err()).contains("No key store of the system answered", "encrypted file");
    CutoverProcess refused = run(Map.of(), "profile", "test", "plant-7");
    assertThat(refused.status()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(refused.out()).contains("refused the login", "Qpid");

    assertThat(add(databaseWord, brokerWord).status()).isEqualTo(Exit.DONE);
    CutoverProcess tested = run(Map.of(), "profile", "test", "plant-7");
    assertThat(tested.status()).as(tested.out() + tested.err()).isEqualTo(Exit.DONE);
    assertThat(tested.out())
        .contains("PostgreSQL 15", "may connect and create", "TLS", "broker topology");
    CutoverProcess used = run(Map.of(), "db", "status", "--profile", "plant-7");
    assertThat(used.out()).as(used.err()).contains("PostgreSQL 15");

    assertThat(FolderSearch.filesWith(home, databaseWord, brokerWord, WRONG)).isEmpty();
    Path file = home.resolve("profiles.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    CutoverProcess asked = run(Map.of(), "profile", "remove", "plant-7");
    assertThat(asked.status()).isEqualTo(Exit.NEEDS_DECISION);
    assertThat(run(Map.of(), "profile", "list").out()).contains("plant-7");
    assertThat(run(Map.of(), "profile", "remove", "plant-7", "--approve").status())
        .isEqualTo(Exit.DONE);
    assertThat(run(Map.of(), "profile", "list").out()).doesNotContain("plant-7");
    try (var sealed = Files.list(home.resolve("secret"))) {
      assertThat(sealed.filter(each -> each.toString().endsWith(".sealed"))).isEmpty();
    }
  }

  @Test
  void aPasswordInsideAnAddressGoesIntoTheStoreAndNotIntoTheProfile() throws Exception {
    CutoverProcess added =
        run(
            Map.of("PATH", ""),
            "profile",
            "add",
            "inside",
            "--keep-db",
            "file",
            "--keep-broker",
            "file",
            "--db",
            "postgresql://ada:canary-db-1@127.0.0.1:1/pulse?sslmode=disable",
            "--broker",
            "amqp://ada:canary-mq-1@127.0.0.1:1/pulse");
    assertThat(added.status()).as(added.err()).isEqualTo(Exit.DONE);
    CutoverProcess shown = run(Map.of(), "profile", "show", "inside", "--json");
    JsonNode json = JsonMapper.builder().build().readTree(shown.out());
    assertThat(json.path("kind").asString()).isEqualTo("production");
    assertThat(json.path("database").asString())
        .isEqualTo("postgresql://ada@127.0.0.1:1/pulse?sslmode=disable");
    assertThat(json.path("broker").asString()).isEqualTo("amqp://ada@127.0.0.1:1/pulse");
    assertThat(FolderSearch.filesWith(home, "canary-db-1", "canary-mq-1")).isEmpty();
  }

  @Test
  void aPasswordThatIsAskedForEachTimeComesFromAVariableWhereNobodySits() throws Exception {
    String[] profile = {
      "profile",
      "add",
      "asking",
      "--keep-db",
      "ask",
      "--keep-broker",
      "ask",
      "--db",
      database(),
      "--broker",
      broker()
    };
    assertThat(run(Map.of(), profile).status()).isEqualTo(Exit.DONE);
    CutoverProcess nobody = run(Map.of(), "db", "status", "--profile", "asking");
    assertThat(nobody.status()).isEqualTo(Exit.FAILED);
    assertThat(nobody.err()).contains("is not stored", "--db-password-env");
    CutoverProcess given =
        run(
            Map.of("WORD", services.database().password()),
            "db",
            "status",
            "--profile",
            "asking",
            "--db-password-env",
            "WORD");
    assertThat(given.out()).as(given.err()).contains("PostgreSQL 15");
  }

  @Test
  void aPasswordOfThePgpassFileIsReadByTheDriverAndKeptNowhereElse() throws Exception {
    var server = services.database();
    String word = server.password();
    String[] profile = {
      "profile",
      "add",
      "by pgpass",
      "--keep-db",
      "pgpass",
      "--keep-broker",
      "ask",
      "--db",
      database(),
      "--broker",
      broker()
    };
    assertThat(run(Map.of(), profile).status()).isEqualTo(Exit.DONE);
    Path elsewhere = TestFolder.create("pgpass");
    Path file =
        Files.writeString(
            elsewhere.resolve("pgpass"),
            "%s:%d:*:%s:%s%n".formatted(server.host(), server.port(), server.user(), word));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    CutoverProcess used =
        run(Map.of("PGPASSFILE", file.toString()), "db", "status", "--profile", "by pgpass");
    assertThat(used.out()).as(used.err()).contains("PostgreSQL 15");
    assertThat(FolderSearch.filesWith(home, word)).isEmpty();
    TestFolder.delete(elsewhere);
  }

  @Test
  void theNameEmbeddedIsTakenAndAnUnknownNameIsRefused() throws Exception {
    CutoverProcess taken =
        run(Map.of(), "profile", "add", "Embedded", "--db", "h/d", "--broker", "amqp://h");
    assertThat(taken.status()).isEqualTo(Exit.USAGE);
    assertThat(taken.err()).contains("taken");
    CutoverProcess unknown = run(Map.of(), "jobs", "list", "--profile", "nowhere");
    assertThat(unknown.status()).isEqualTo(Exit.USAGE);
    assertThat(unknown.err()).contains("no profile named nowhere");
  }

  @Test
  void anExportIsImportedElsewhereWithoutPasswords() throws Exception {
    assertThat(add("canary-db-2", "canary-mq-2").status()).isEqualTo(Exit.DONE);
    CutoverProcess exported = run(Map.of(), "profile", "export");
    assertThat(exported.out()).contains("plant-7").doesNotContain("canary");
    Path file = Files.writeString(home.resolve("export.json"), exported.out());

    CutoverProcess again = run(Map.of("PATH", ""), "profile", "import", file.toString());
    assertThat(again.status()).isEqualTo(Exit.NEEDS_DECISION);
    assertThat(again.out()).contains("Would replace plant-7");
    run(Map.of(), "profile", "remove", "plant-7", "--approve");
    CutoverProcess imported = run(Map.of("PATH", ""), "profile", "import", file.toString());
    assertThat(imported.status()).as(imported.err()).isEqualTo(Exit.DONE);
    assertThat(run(Map.of(), "profile", "show", "plant-7").out()).contains(database());
  }
}
