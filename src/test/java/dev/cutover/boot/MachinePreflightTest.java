package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Finding;
import dev.cutover.check.Finding.Severity;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.kit.StepRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachinePreflightTest {
  @TempDir Path folder;
  private Path old;

  @BeforeEach
  void service() throws IOException {
    old = Files.createDirectory(folder.resolve("etl-service"));
    Files.createDirectory(folder.resolve("etl-service-new"));
    Files.writeString(old.resolve(".env"), "A=1\n");
  }

  @Test
  void aMachineInOrderHasNoFailure() {
    assertThat(examine(1)).filteredOn(each -> each.severity() == Severity.FAIL).isEmpty();
  }

  @Test
  void tooLittleSpaceFails() {
    assertThat(only(examine(Long.MAX_VALUE / 4), "space").severity()).isEqualTo(Severity.FAIL);
    assertThat(MachinePreflight.space(249, 100, folder).severity()).isEqualTo(Severity.FAIL);
    assertThat(MachinePreflight.space(250, 100, folder).severity()).isEqualTo(Severity.PASS);
  }

  @Test
  void aMissingFolderOrFileOfTheOldServiceFails() throws IOException {
    Files.delete(old.resolve(".env"));
    assertThat(only(examine(1), "old service's files").found()).contains(".env is missing");
    Files.delete(folder.resolve("etl-service-new"));
    assertThat(examine(1)).anyMatch(each -> each.found().contains("the new service, is no folder"));
  }

  @Test
  void case66_aKeyStoreThatOthersMayReadFails() throws IOException {
    Path secret = Files.createDirectories(folder.resolve("home/secret"));
    assertThat(only(examine(1), "key store").severity()).isEqualTo(Severity.PASS);
    dev.cutover.secret.EncryptedFileStore store = new dev.cutover.secret.EncryptedFileStore(secret);
    store.put("preflight", "x");
    try (var files = Files.list(secret)) {
      for (Path each : files.toList()) {
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-r--r--"));
      }
    }
    assertThat(only(examine(1), "key store").severity()).isEqualTo(Severity.FAIL);
  }

  @Test
  void theJournalWantsALocalDisk() {
    assertThat(MachinePreflight.journal(folder).severity()).isEqualTo(Severity.PASS);
    assertThat(MachinePreflight.journal(folder.resolve("nowhere")).severity())
        .isEqualTo(Severity.FAIL);
  }

  private List<Finding> examine(long bytes) {
    Home home =
        Home.of(Map.of("CUTOVER_HOME", folder.resolve("home").toString()), "Linux", "/nowhere");
    return new MachinePreflight(home, Map.of()).examine(plan(bytes));
  }

  private static Finding only(List<Finding> findings, String check) {
    return findings.stream().filter(each -> each.check().equals(check)).findFirst().orElseThrow();
  }

  private CutoverPlan plan(long bytes) {
    return new CutoverPlan(
        "t1",
        Instant.EPOCH,
        "anna",
        new CutoverPlan.Target("localhost", 1, "d", "1", 1, "15", "amqp://b", "rabbit"),
        List.of(),
        List.of(new CutoverPlan.Table("public", "work_items", bytes, true)),
        StepRun.service(old, folder.resolve("etl-service-new"), old.resolve(".env"), "monolith"),
        List.of(),
        Map.of(),
        Map.of());
  }
}
