package dev.cutover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServicesTest {
  @TempDir Path home;

  @Test
  void eachServiceStartsWhenItIsFirstAskedFor() throws Exception {
    Path folder = home.resolve("embedded");
    try (EmbeddedServices services = EmbeddedServices.open(folder)) {
      assertThat(folder).doesNotExist();
      DatabaseAddress database = services.database();
      assertThat(folder.resolve("broker")).doesNotExist();
      assertThat(services.database()).isEqualTo(database);

      BrokerAddress broker = services.broker();
      DurableQueue.publish(broker, "x");
      assertThat(services.broker()).isEqualTo(broker);
      assertThat(services.toString()).doesNotContain(database.password(), broker.password());
    }
    assertThat(PostmasterPid.read(folder.resolve("postgres/data"))).isEmpty();
    assertThat(folder.resolve("broker/host")).doesNotExist();
  }

  @Test
  void aServerThatWasKilledIsStartedAgainByTheNextQuestion() throws Exception {
    SharedPrograms.linkInto(home.resolve("postgres"));
    try (EmbeddedServices services = EmbeddedServices.open(home)) {
      services.database();
      long pid = PostmasterPid.read(home.resolve("postgres/data")).orElseThrow().pid();
      ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
      server.destroyForcibly();
      server.onExit().join();

      DatabaseAddress again = services.database();

      try (var connection = DriverManager.getConnection(again.jdbcUrl(), again.credentials())) {
        assertThat(connection.isValid(5)).isTrue();
      }
    }
  }

  @Test
  void thePasswordsAreInNoFileThatOthersMayReadAndInNoLog() throws Exception {
    List<String> passwords;
    SharedPrograms.linkInto(home.resolve("postgres"));
    try (EmbeddedServices services = EmbeddedServices.open(home)) {
      passwords = List.of(services.database().password(), services.broker().password());
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      services.database().jdbcUrl(), "cutover", passwords.getFirst() + "x"))
          .hasMessageContaining("password");
    }
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        boolean holds = passwords.stream().anyMatch(text::contains);
        assertThat(holds)
            .as(file.toString())
            .isEqualTo(file.endsWith("server.properties") || file.endsWith("broker.properties"));
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsNamedAndAfterSpaceIsMadeItStarts() throws Exception {
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=30m", "none", home.toString())).isZero();
    try {
      assertThatThrownBy(() -> EmbeddedPostgresServer.open(home.resolve("postgres")))
          .isInstanceOf(EmbeddedTrouble.class)
          .hasMessageContaining("disk is full");
      assertThat(run("mount", "-o", "remount,size=600m", home.toString())).isZero();
      EmbeddedPostgresServer.open(home.resolve("postgres")).close();
    } finally {
      run("umount", home.toString());
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
