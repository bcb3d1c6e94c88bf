package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.embedded.EmbeddedServices;
import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is wrong around a command: one clear message, the right exit status, nothing changed.
class BadInputTest {
  private final Path home = TestFolder.create("bad-input");
  private final PipelineFixture fixture = new PipelineFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
    TestFolder.delete(home);
  }

  private CutoverProcess run(String... arguments) throws Exception {
    return CutoverProcess.run(home, fixture, arguments);
  }

  private static void assertOneMessage(CutoverProcess ended, int status, String... words) {
    assertThat(ended.err()).as("standard error").contains(words).doesNotContain("\tat ");
    assertThat(ended.status()).as(ended.err()).isEqualTo(status);
  }

  @Test
  void aDatabaseThatIsNotThere() throws Exception {
    CutoverProcess ended = run("reconcile", "--db", "postgresql://ada@127.0.0.1:1/pulse");
    assertOneMessage(ended, Exit.FAILED, "does not answer", "127.0.0.1:1", "--db");
    CutoverProcess json = run("reconcile", "--json", "--db", "postgresql://ada@127.0.0.1:1/pulse");
    assertThat(
            JsonMapper.builder().build().readTree(json.out()).path("error").path("code").asString())
        .isEqualTo("database.unreachable");
  }

  @Test
  void aWrongPasswordIsNamedAndNotPrinted() throws Exception {
    try (EmbeddedServices services = EmbeddedServices.open(home.resolve("embedded"))) {
      var server = services.database();
      CutoverProcess ended =
          run(
              "db",
              "status",
              "--db",
              "postgresql://"
                  + server.user()
                  + ":canary-4711@127.0.0.1:"
                  + server.port()
                  + "/pulse_db");
      assertOneMessage(ended, Exit.FAILED, "refused the login", "password");
      assertThat(ended.err() + ended.out()).doesNotContain("canary-4711");
    }
  }

  @Test
  void aDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws Exception {
    String url = TestPostgres.emptyDatabase();
    try (PipelineFixture foreign = PipelineFixture.foreign(url)) {
      foreign.execute("CREATE TABLE invoices (id INT)");
      String address = foreign.address().toUri();
      assertOneMessage(run("db", "migrate", "--db", address), Exit.REFUSED, "invoices");
      assertOneMessage(run("reconcile", "--db", address), Exit.REFUSED, "invoices");
      assertThat(
              foreign.number(
                  "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"))
          .isEqualTo(1);
    }
  }

  @Test
  void aBrokerThatIsNotThereStopsTheRunBeforeItBegins() throws Exception {
    long integration = files(home.resolve("none"));
    CutoverProcess ended =
        run(
            "pipeline",
            "run",
            "--integration",
            String.valueOf(integration),
            "--broker",
            "amqp://guest:guest@127.0.0.1:1/");
    assertOneMessage(ended, Exit.FAILED, "127.0.0.1:1");
    assertThat(fixture.number("SELECT count(*) FROM etl_run")).isZero();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() throws Exception {
    Path missing = home.resolve("missing-folder");
    CutoverProcess ended = run("pipeline", "run", "--integration", String.valueOf(files(missing)));
    assertOneMessage(ended, Exit.FAILED, "missing-folder");
  }

  @Test
  void aWrongAddressOfASourceIsToldBeforeTheRunBegins() throws Exception {
    CutoverProcess added =
        CutoverProcess.run(
            home,
            Map.of("CUTOVER_DB", fixture.address().toUri(), "TOKEN", "canary-4712"),
            "integration",
            "add",
            "--tenant",
            "acme",
            "--provider",
            "jira",
            "--url",
            "http://127.0.0.1:1",
            "--user",
            "ada",
            "--token-env",
            "TOKEN",
            "--json");
    assertThat(added.status()).as(added.err()).isZero();
    long id = JsonMapper.builder().build().readTree(added.out()).path("integration").asLong();
    CutoverProcess ended = run("pipeline", "run", "--integration", String.valueOf(id));
    assertOneMessage(ended, Exit.FAILED, "127.0.0.1:1");
    assertThat(ended.err() + ended.out()).doesNotContain("canary-4712");
    assertThat(fixture.number("SELECT count(*) FROM etl_run")).isZero();
    assertThat(
            fixture.text(
                "SELECT settings::text || COALESCE(password, '') FROM integrations WHERE id = "
                    + id))
        .as("the token is not in the database")
        .doesNotContain("canary-4712");
  }

  @Test
  void case57_unknownEntitiesAndPrioritiesAreRefusedByName() throws Exception {
    long integration = files(home);
    assertOneMessage(
        run("pipeline", "trigger", "--integration", "" + integration, "--entity", "jira_unicorns"),
        Exit.USAGE,
        "entity_type 'jira_unicorns'");
    assertOneMessage(
        run("pipeline", "trigger", "--integration", "" + integration, "--priority", "99"),
        Exit.USAGE,
        "priority",
        "99");
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue")).isZero();
  }

  @Test
  void readOnlyRefusesEveryChange() throws Exception {
    assertOneMessage(
        run("pipeline", "trigger", "--integration", "1", "--read-only"),
        Exit.REFUSED,
        "--read-only");
    assertOneMessage(run("db", "migrate", "--read-only"), Exit.REFUSED, "Nothing was changed");
  }

  @Test
  void actingOnManyJobsWaitsForApproval() throws Exception {
    fixture.jobs(dev.cutover.job.Stage.LOAD, 3, 5);
    assertOneMessage(
        run("jobs", "cancel", "--state", "pending"), Exit.NEEDS_DECISION, "3 jobs", "--approve");
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue WHERE status = 'pending'"))
        .isEqualTo(3);
    assertThat(run("jobs", "cancel", "--state", "pending", "--approve").status()).isZero();
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue WHERE status = 'cancelled'"))
        .isEqualTo(3);
    assertThat(run("jobs", "retry", "1").status()).isZero();
    assertThat(fixture.text("SELECT status FROM etl_job_queue WHERE id = 1")).isEqualTo("pending");
  }

  /// They would be the window's and be lost: another database would be acted on, and nothing kept
  /// read-only.
  @Test
  void optionsBeforeTheVerbAreRefused() throws Exception {
    String elsewhere = "postgresql://x@127.0.0.1:1/y";
    assertOneMessage(run("--db", elsewhere, "integration", "list"), Exit.USAGE, "behind", "--db");
    assertOneMessage(run("--read-only", "topology", "apply"), Exit.USAGE, "--read-only");
    assertThat(run("--db", elsewhere, "integration", "list").err()).doesNotContain(elsewhere);
  }

  @Test
  void wrongWordsAreUsage() throws Exception {
    assertOneMessage(run("pipeline", "run"), Exit.USAGE, "--integration");
    assertOneMessage(run("jobs", "list", "--state", "sleeping"), Exit.USAGE, "sleeping");
    assertOneMessage(run("reconcile", "--db", "mysql://x"), Exit.USAGE, "postgresql://");
    assertOneMessage(run("reconcile", "--profile", "moon"), Exit.USAGE, "moon");
  }

  private long files(Path folder) throws Exception {
    if (!folder.getFileName().toString().startsWith("missing")) {
      Files.createDirectories(folder);
    }
    CutoverProcess added =
        run(
            "integration",
            "add",
            "--tenant",
            "acme",
            "--provider",
            "files",
            "--path",
            folder.toString(),
            "--json");
    assertThat(added.status()).as(added.err()).isZero();
    return JsonMapper.builder().build().readTree(added.out()).path("integration").asLong();
  }
}
