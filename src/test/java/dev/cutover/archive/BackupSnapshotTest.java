package dev.cutover.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cutover.job.Progress;
import dev.cutover.kit.DumpedDatabase;
import dev.cutover.kit.TestFolder;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.RawSourceContract;
import dev.cutover.rawdata.SnapshotTrouble;
import dev.cutover.tool.PgRestoreText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A snapshot out of a backup answers as the database did that the backup was made of.
class BackupSnapshotTest extends RawSourceContract {
  private final Path folder = TestFolder.create("from-backup");
  private final List<SnapshotSource> opened = new ArrayList<>();
  private int made;

  @BeforeEach
  void onlyWithThePrograms() {
    assumeTrue(DumpedDatabase.isPossible(), "no pg_dump");
  }

  @Override
  protected RawSource open() {
    Path dump = folder.resolve("d" + made + ".dump");
    DumpedDatabase.dump(fixture, dump);
    Path file = folder.resolve(made++ + ".cutover.sqlite");
    write(dump, file);
    SnapshotSource source = SnapshotSource.open(file, folder);
    opened.add(source);
    return source;
  }

  private void write(Path dump, Path file) {
    new BackupSnapshot(folder, new PgRestoreText(Map.of()))
        .write(
            dump,
            RawQuery.EVERYTHING,
            null,
            new SnapshotWriter.Circumstances(Instant.EPOCH, "test", ""),
            file,
            Progress.SILENT);
  }

  @AfterEach
  void closeThem() {
    opened.forEach(SnapshotSource::close);
    TestFolder.delete(folder);
  }

  @Test
  void aCutBackupIsToldAndLeavesNothing() throws IOException {
    table.many(2_000);
    Path dump = folder.resolve("whole.dump");
    DumpedDatabase.dump(fixture, dump);
    byte[] bytes = Files.readAllBytes(dump);
    Path cut = folder.resolve("cut.dump");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 2_000));
    Path file = folder.resolve("c.cutover.sqlite");
    assertThatThrownBy(() -> write(cut, file))
        .isInstanceOf(SnapshotTrouble.class)
        .hasMessageContaining("cannot be read to its end");
    assertThat(file).doesNotExist();
    assertThat(folder.resolve("c.cutover.sqlite.part")).doesNotExist();
  }
}
