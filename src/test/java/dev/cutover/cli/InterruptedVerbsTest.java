package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.boot.ServiceFile;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.OldSite;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestPostgres;
import dev.cutover.kit.TestQpid;
import dev.cutover.tool.PgDumpTools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ctrl-C in the terminal: it goes to the verb and to the programs that it has started. They are
/// gone, nothing half is left, and the status says that it was cancelled.
class InterruptedVerbsTest {
  private static final int CANCELLED = 130;

  private final Path home = TestFolder.create("cutover-interrupted");
  private final Path started = home.resolve("started");
  private final Path goOn = home.resolve("go-on");

  @AfterEach
  void removeTheHome() {
    TestFolder.delete(home);
  }

  @Test
  void ctrlCDuringABackupEndsTheDumpAndLeavesNothing() throws Exception {
    PipelineFixture fixture = new PipelineFixture();
    Path out = home.resolve("backup");
    CutoverProcess.Running backup =
        CutoverProcess.inTerminal(
            home, environment(fixture), "backup", "create", "--out", out.toString());
    long dump = awaitDump(backup);

    backup.interrupt();
    CutoverProcess end = backup.ended();

    assertThat(end.status()).as(end.out() + end.err()).isEqualTo(CANCELLED);
    assertThat(end.out() + end.err()).contains("stopped", "nothing is left");
    assertThat(out).doesNotExist();
    isGone(dump);
    assertThat(sessions(fixture)).isEmpty();
  }

  @Test
  void ctrlCDuringAMigrationEndsTheStatementAndSaysWhatIsInPlace() throws Exception {
    try (PipelineFixture fixture = PipelineFixture.foreign(TestPostgres.emptyDatabase());
        Connection holder = DriverManager.getConnection(fixture.url)) {
      fixture.execute(platform());
      holder.setAutoCommit(false);
      try (Statement statement = holder.createStatement()) {
        statement.execute("SELECT count(*) FROM integrations");
      }
      CutoverProcess.Running migration =
          CutoverProcess.inTerminal(home, environment(fixture), "db", "migrate");
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  !migration.process().isAlive()
                      || Files.readString(migration.err()).contains("1 of 9: 2 pipeline"));

      migration.interrupt();
      CutoverProcess end = migration.ended();

      assertThat(end.status()).as(end.out() + end.err()).isEqualTo(CANCELLED);
      assertThat(end.err()).contains("Cancelled by a person. Nothing was changed.");
      assertThat(sessions(fixture)).isEmpty();
    }
  }

  private static String platform() throws IOException {
    try (InputStream in =
        InterruptedVerbsTest.class.getResourceAsStream("/db/migration/V1__pulse_platform.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @Tag("campaign")
  void ctrlCDuringARunStopsAtASafePointThatTheJournalNamesAndResumeGoesOn() throws Exception {
    try (OldSite site = new OldSite(new PipelineFixture(), true)) {
      site.fixture.execute("UPDATE integrations SET active = false");
      site.start();
      site.awaitRows();
      Path service = home.resolve("service.json");
      ServiceFile.write(site.plan(), service);
      String plan = home.resolve("plan.json").toString();
      Map<String, String> environment = environment(site.fixture);
      CutoverProcess made =
          CutoverProcess.run(
              home, environment, "plan", "--service", service.toString(), "--out", plan);
      assertThat(made.status()).as(made.err()).isZero();
      CutoverProcess.Running run =
          CutoverProcess.inTerminal(
              home,
              environment,
              "run",
              "--plan",
              plan,
              "--until",
              "freeze",
              "--accept",
              "all",
              "--because",
              "a test");
      long dump = awaitDump(run);

      run.interrupt();
      CutoverProcess end = run.ended();

      assertThat(end.status()).as(end.out() + end.err()).isEqualTo(CANCELLED);
      assertThat(end.out()).contains("held");
      isGone(dump);
      assertThat(sessions(site.fixture)).isEmpty();
      CutoverProcess status = CutoverProcess.run(home, environment, "status");
      assertThat(status.out())
          .contains("open", "note", "rehearsal/rehearsal", "cancelled=at a safe point")
          .contains("No console acts on this target");
      Files.createFile(goOn);
      CutoverProcess on =
          CutoverProcess.run(
              home,
              environment,
              "resume",
              "--until",
              "freeze",
              "--accept",
              "all",
              "--because",
              "a test");
      assertThat(on.status()).as(on.out() + on.err()).isZero();
      CutoverProcess back =
          CutoverProcess.run(home, environment, "rollback", "--approve", "--because", "a test");
      assertThat(back.status()).as(back.out() + back.err()).isZero();
      assertThat(site.missing()).isEmpty();
    }
  }

  private Map<String, String> environment(PipelineFixture fixture) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("CUTOVER_DB", fixture.address().toUri());
    environment.put("CUTOVER_BROKER", TestQpid.start().url());
    environment.put("PG_BIN", slowPrograms().toString());
    return environment;
  }

  /// The real ones; a dump waits until it is allowed to begin.
  private Path slowPrograms() throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    for (CutoverPlan.Tool each : new PgDumpTools(System.getenv()).require(15)) {
      String wait =
          "case \"$1\" in --format=custom) echo $$ >"
              + started
              + "; while [ ! -e "
              + goOn
              + " ]; do sleep 0.1; done;; esac\n";
      Path script = bin.resolve(each.name());
      Files.writeString(
          script,
          "#!/bin/sh\n"
              + (each.name().equals("pg_dump") ? wait : "")
              + "exec "
              + each.path()
              + " \"$@\"\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
    return bin;
  }

  private long awaitDump(CutoverProcess.Running verb) throws IOException {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                !verb.process().isAlive()
                    || Files.exists(started) && !Files.readString(started).isBlank());
    assertThat(verb.process().isAlive()).as(Files.readString(verb.err())).isTrue();
    return Long.parseLong(Files.readString(started).strip());
  }

  private static void isGone(long process) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
  }

  private static List<String> sessions(PipelineFixture fixture) {
    return fixture.strings(
        "SELECT application_name FROM pg_stat_activity WHERE application_name LIKE"
            + " 'etl-cutover/%' AND datname = current_database()");
  }
}
