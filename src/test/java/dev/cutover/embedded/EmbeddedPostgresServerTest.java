package dev.cutover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.kit.ChildJvm;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresServerTest {
  @TempDir Path home;
  private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void chooseFolder() throws Exception {
    folder = home.resolve("with a space").resolve("postgres");
    SharedPrograms.linkInto(folder);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    PostmasterPid.read(folder.resolve("data"))
        .filter(PostmasterPid::isAlive)
        .flatMap(server -> ProcessHandle.of(server.pid()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void theFirstStartMakesTheDatabaseAndTheSecondKeepsItsRows() throws Exception {
    DatabaseAddress first;
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.open(folder)) {
      first = server.address();
      assertThat(first.database()).isEqualTo("pulse_db");
      assertThat(first.user()).isEqualTo("cutover");
      execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
      assertThat(query(first, "SHOW server_version")).startsWith("15.19");
      assertThat(query(first, "SHOW fsync")).isEqualTo("on");
      assertThat(query(first, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(first, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(query(first, "SELECT rolsuper FROM pg_roles WHERE rolname = 'cutover'"))
          .isEqualTo("t");
    }
    assertThat(PostmasterPid.read(folder.resolve("data"))).isEmpty();
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.open(folder)) {
      assertThat(server.address()).isEqualTo(first);
      assertThat(query(server.address(), "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws Exception {
    DatabaseAddress address = opened().address();
    DatabaseAddress guess =
        new DatabaseAddress(
            address.host(), address.port(), "pulse_db", address.user(), "not-the-password");

    assertThatThrownBy(() -> query(guess, "SELECT 1")).hasMessageContaining("password");
    assertThat(address.toString()).doesNotContain(address.password());
    assertThat(Files.readString(folder.resolve("data/pg_hba.conf"))).doesNotContain("trust");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("server.properties"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void aSecondProcessSharesTheServerAndTheLastOneStopsIt() throws Exception {
    EmbeddedPostgresServer mine = opened();
    try (ChildJvm other = ChildJvm.start(PostgresUser.class, folder.toString())) {
      assertThat(other.await("READY")).isEqualTo("" + mine.address().port());
      assertThat(mine.users()).hasSize(2).anyMatch(user -> user.contains("" + other.pid()));

      mine.close();
      assertThat(query(mine.address(), "SELECT 1")).isEqualTo("1");

      other.tell("close");
      other.await("CLOSED");
      assertThat(other.awaitEnd()).isZero();
    }
    assertThatThrownBy(() -> query(mine.address(), "SELECT 1")).isInstanceOf(SQLException.class);
    assertThat(PostmasterPid.read(folder.resolve("data"))).isEmpty();
  }

  @Test
  void aServerWhoseOwnerWasKilledIsFoundAgainWithTheSameProcess() throws Exception {
    long server;
    try (ChildJvm owner = ChildJvm.start(PostgresUser.class, folder.toString())) {
      owner.await("READY");
      server = PostmasterPid.read(folder.resolve("data")).orElseThrow().pid();
      owner.kill();
    }
    EmbeddedPostgresServer next = opened();

    assertThat(PostmasterPid.read(folder.resolve("data")).orElseThrow().pid()).isEqualTo(server);
    assertThat(query(next.address(), "SELECT 1")).isEqualTo("1");
    assertThat(next.users()).as("the killed one is not counted").hasSize(1);
    next.close();
    await().until(() -> !ProcessHandle.of(server).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void aKilledServerIsStartedAgainAndEverythingCommittedIsThere() throws Exception {
    EmbeddedPostgresServer server = opened();
    execute(server.address(), "CREATE TABLE committed AS SELECT 7 AS n");
    long pid = PostmasterPid.read(folder.resolve("data")).orElseThrow().pid();
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    await().until(() -> !process.isAlive());

    EmbeddedPostgresServer again = opened();

    assertThat(PostmasterPid.read(folder.resolve("data")).orElseThrow().pid()).isNotEqualTo(pid);
    assertThat(query(again.address(), "SELECT n FROM committed")).isEqualTo("7");
  }

  @Test
  void aStalePidFileOfAnotherProgramIsNoObstacle() throws Exception {
    opened().close();
    Files.writeString(
        folder.resolve("data/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + folder + "\n1\n5432\n\n127.0.0.1\n");

    assertThat(query(opened().address(), "SELECT 1")).isEqualTo("1");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theZombieOfAKilledServerIsNoObstacle() throws Exception {
    opened().close();
    Process parent = new ProcessBuilder("sh", "-c", "true & echo $!; exec sleep 600").start();
    open.add(parent::destroyForcibly);
    String zombie = parent.inputReader().readLine();
    Files.writeString(
        folder.resolve("data/postmaster.pid"), zombie + "\n" + folder + "\n1\n5432\n\n127.0.0.1\n");

    assertThat(query(opened().address(), "SELECT 1")).isEqualTo("1");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void rootWithoutUserNamespacesHandsTheDataToAnotherUserAndBack() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Path root = OwnerOnly.folder(folder);
    ChildCommand child = new ChildCommand(OwnerOnly.folder(root.resolve("run")));
    Path programs = PostgresBinaries.unpacked(root);
    Cluster other =
        new Cluster(root, programs, child, ServerAccount.choose(root, child, List.of("false")));
    other.create("a-password");
    other.start(LoopbackPort.free());
    other.stop();
    assertThat(Files.getAttribute(root.resolve("data/base"), "unix:uid")).isEqualTo(65534);

    assertThat(query(opened().address(), "SELECT 1")).isEqualTo("1");
    assertThat(Files.getAttribute(root.resolve("data/base"), "unix:uid")).isEqualTo(0);
  }

  @Test
  void aTakenPortIsExchangedForAnotherOne() throws Exception {
    EmbeddedPostgresServer first = opened();
    int port = first.address().port();
    first.close();
    try (ServerSocket thief = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      EmbeddedPostgresServer second = opened();
      assertThat(second.address().port()).isNotEqualTo(thief.getLocalPort());
      assertThat(query(second.address(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aLostPasswordFileIsWrittenAnewAndTheDataStays() throws Exception {
    EmbeddedPostgresServer first = opened();
    execute(first.address(), "CREATE TABLE stays AS SELECT 1 AS n");
    first.close();
    Files.delete(folder.resolve("server.properties"));

    EmbeddedPostgresServer second = opened();

    assertThat(second.address().password()).isNotEqualTo(first.address().password());
    assertThat(query(second.address(), "SELECT n FROM stays")).isEqualTo("1");
  }

  @Test
  void manyThreadsAtOnceStartOneServer() throws Exception {
    try (var threads = Executors.newFixedThreadPool(6)) {
      List<Future<EmbeddedPostgresServer>> started = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        started.add(threads.submit(() -> EmbeddedPostgresServer.open(folder)));
      }
      for (Future<EmbeddedPostgresServer> one : started) {
        open.add(one.get());
      }
      assertThat(started)
          .extracting(one -> one.get().address())
          .containsOnly(started.getFirst().get().address());
      assertThat(started.getFirst().get().users()).hasSize(6);
    }
  }

  @Test
  void aFirstStartThatWasKilledLeavesNothingInTheWay() throws Exception {
    folder = home.resolve("own programs");
    Files.createDirectories(folder.resolve("data.new/base"));
    Files.writeString(folder.resolve("data.new/PG_VERSION"), "15");
    Files.createDirectories(folder.resolve("programs.unpacking/bin"));

    assertThat(query(opened().address(), "SELECT 1")).isEqualTo("1");
  }

  @Test
  void aFolderThatCannotBeUsedIsNamedWithWhatToDo() throws Exception {
    Path file = Files.writeString(home.resolve("a-file"), "");

    assertThatThrownBy(() -> EmbeddedPostgresServer.open(file.resolve("postgres")))
        .isInstanceOf(EmbeddedTrouble.class)
        .hasMessageContaining("a-file")
        .hasMessageContaining("CUTOVER_HOME");
  }

  @Test
  void programsThatDoNotRunAreNamedWithWhatTheySaid() throws Exception {
    folder = home.resolve("own programs");
    opened().close();
    try (var folders = Files.newDirectoryStream(folder, "programs-*")) {
      Path program = folders.iterator().next().resolve("bin/pg_ctl");
      Files.writeString(program, "#!/bin/sh\necho cannot load libpq.so.5\nexit 127\n");
    }

    assertThatThrownBy(() -> EmbeddedPostgresServer.open(folder))
        .isInstanceOf(EmbeddedTrouble.class)
        .hasMessageContaining("pg_ctl ended with 127")
        .hasMessageContaining("cannot load libpq.so.5")
        .hasMessageContaining("--db");
  }

  private EmbeddedPostgresServer opened() {
    EmbeddedPostgresServer server = EmbeddedPostgresServer.open(folder);
    open.add(server);
    return server;
  }

  private static void execute(DatabaseAddress address, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.credentials());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(DatabaseAddress address, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.credentials());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
