package dev.cutover.cutover.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.check.Finding;
import dev.cutover.cutover.StepFailure;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A folder that somebody else has made or changed, with checksums that fit, is offered for a
/// restore. Nothing outside of it is read or written, and nothing but an archive is restored.
class ForeignFoldersTest {
  private BackupGround ground;
  private Path one;
  private Manifest manifest;

  @BeforeEach
  void open() throws InterruptedException {
    ground = new BackupGround().filled();
    manifest = ground.backup("one");
    one = ground.folder.resolve("one");
  }

  @AfterEach
  void close() {
    ground.close();
  }

  @Test
  void case85_namesThatLeadOutsideAreRefusedAndNothingIsWrittenThere() throws Exception {
    Path outside = Files.writeString(ground.folder.resolve("outside"), "mine");
    for (String name :
        List.of("../outside", outside.toString(), "a/../../outside", "..", "", "a\\b", "-rf")) {
      ground.manifests.write(one, with(new Manifest.BackupFile(name, 4, "0")));
      assertThatThrownBy(() -> verified(one))
          .as(name)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("outside of its folder");
    }
    assertThat(outside).hasContent("mine");
    assertThat(inFolder()).containsExactlyInAnyOrder("one", "outside");
  }

  @Test
  void case85_aLinkInThePlaceOfTheArchiveIsRefused() throws Exception {
    Path elsewhere = Files.move(one.resolve("database.dump"), ground.folder.resolve("elsewhere"));
    Files.createSymbolicLink(one.resolve("database.dump"), elsewhere);

    assertThatThrownBy(() -> verified(one))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("database.dump");
    assertThat(ground.server.scratchDatabases()).isEmpty();
  }

  /// Only what the manifest names is looked at, however much lies beside it; one of a million files
  /// or of gigabytes is not read into memory.
  @Test
  void case85_strangersAreLeftAloneAndAManifestWithoutEndIsRefused() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      Files.createFile(one.resolve("stranger-" + i));
    }
    verified(one);
    try (FileChannel channel =
        FileChannel.open(one.resolve("manifest.json"), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1), 5L << 30);
    }
    assertThatThrownBy(() -> ground.manifests.read(one))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("larger than any manifest");
  }

  @Test
  void case86_aPlainSqlFileIsRefusedWithAManifestAndWithout() throws Exception {
    Path bare = Files.createDirectories(ground.folder.resolve("bare"));
    String sql = "CREATE TABLE hostile (a int);\n\\! touch " + ground.folder.resolve("touched\n");
    Files.writeString(bare.resolve("backup.sql"), sql);
    assertThatThrownBy(() -> verified(bare))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("A plain SQL file is not");

    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    Files.write(one.resolve("database.dump"), bytes);
    ground.manifests.write(
        one, with(new Manifest.BackupFile("database.dump", bytes.length, Sha.of(bytes))));
    assertThatThrownBy(() -> verified(one))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is no archive of pg_dump");
    BackupKit kit =
        new BackupKit(
            ground.tools,
            ground.server,
            address -> ground.server,
            (where, database) -> {
              throw new AssertionError("nothing is migrated");
            },
            ground.manifests,
            BrokerDefinitions.NONE,
            java.time.InstantSource.system(),
            ground.folder);
    assertThatThrownBy(
            () ->
                new RestoreBeside(kit)
                    .run(one, "db_restore_case86", 2, "etl-cutover/case86", BackupWatch.SILENT))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("is no archive of pg_dump");
    assertThat(ground.server.exists("db_restore_case86")).isFalse();
    assertThat(ground.folder.resolve("touched")).doesNotExist();
  }

  /// The manifest as it was, with other files in the place of those of the same names.
  private Manifest with(Manifest.BackupFile... others) {
    List<Manifest.BackupFile> files = new ArrayList<>(manifest.files());
    for (Manifest.BackupFile each : others) {
      files.removeIf(there -> there.name().equals(each.name()));
      files.add(each);
    }
    return new Manifest(
        manifest.format(),
        manifest.run(),
        manifest.begun(),
        manifest.ended(),
        manifest.source(),
        manifest.position(),
        manifest.tools(),
        files,
        manifest.tables(),
        manifest.sequences(),
        manifest.watermarks(),
        manifest.needs(),
        manifest.structure(),
        manifest.largeObjects(),
        manifest.notCarried(),
        manifest.milliseconds(),
        manifest.proof());
  }

  private void verified(Path folder) throws InterruptedException {
    BackupCheck.Checked checked = BackupCheck.filesOf(folder, ground.manifests, BackupWatch.SILENT);
    assertThat(checked.findings()).allMatch(each -> each.severity() == Finding.Severity.PASS);
  }

  private List<String> inFolder() throws Exception {
    try (Stream<Path> all = Files.list(ground.folder)) {
      return all.map(each -> each.getFileName().toString()).toList();
    }
  }
}
