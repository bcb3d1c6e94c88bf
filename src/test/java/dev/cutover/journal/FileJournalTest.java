package dev.cutover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.Journal;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.JournalRecord.Phase;
import dev.cutover.cutover.RunRefused;
import dev.cutover.kit.CutoverSketch;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal as a file: what it says after a crash, and when it must not be believed.
class FileJournalTest {
  private static final InstantSource NOON = () -> Instant.parse("2026-11-29T12:00:00.123456Z");
  private static final FrozenPlan PLAN =
      new JsonPlanFiles().freeze(CutoverSketch.plan("run-1", CutoverSketch.ORDER));

  @TempDir Path home;

  @Test
  void whatWasWrittenIsReadBackByAnotherProcess() {
    List<JournalRecord> written;
    try (Journal journal = shelf().create(PLAN).journal()) {
      journal.append(
          entry(
              Phase.INTENT,
              Evidence.of("owner", "a\nb \"quoted\" \u00e4\ud83d\ude00").and("n", 1)));
      journal.append(entry(Phase.DONE, Evidence.NONE));
      written = journal.records();
    }

    try (Journal journal = shelf().open("run-1").journal()) {
      assertThat(journal.records()).isEqualTo(written).hasSize(2);
      assertThat(journal.append(entry(Phase.VERIFIED, Evidence.NONE)).seq()).isEqualTo(3);
    }
    assertThat(shelf().plan("run-1")).isEqualTo(PLAN);
    assertThat(shelf().runs()).containsExactly("run-1");
  }

  @Test
  void case70_aTornLastLineIsCutAndTheJournalGoesOn() throws Exception {
    threeRecords();
    byte[] whole = Files.readAllBytes(file());
    for (int cut = 1; cut < 60; cut += 7) {
      Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - cut));
      assertThat(shelf().records("run-1")).hasSize(2);
      try (Journal journal = shelf().open("run-1").journal()) {
        assertThat(journal.records()).hasSize(2);
        journal.append(entry(Phase.NOTE, Evidence.NONE));
      }
      assertThat(shelf().records("run-1")).hasSize(3);
    }
  }

  @Test
  void case70_aLastLineThatIsNotWhatWasWrittenIsCut() throws Exception {
    threeRecords();
    flip(Files.readAllBytes(file()).length - 5);

    try (Journal journal = shelf().open("run-1").journal()) {
      assertThat(journal.records()).hasSize(2);
    }
    assertThat(new String(Files.readAllBytes(file()), StandardCharsets.UTF_8).lines()).hasSize(2);
  }

  @Test
  void case70_aByteFlippedInTheMiddleStopsAndAsks() throws Exception {
    threeRecords();
    int line = Files.readString(file()).indexOf('\n');
    flip(line + 30);
    byte[] damaged = Files.readAllBytes(file());

    assertThatThrownBy(() -> shelf().open("run-1"))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("damaged in line 2")
        .hasMessageContaining("Nothing was changed");
    assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
  }

  @Test
  void case70_aLineThatIsMissingInTheMiddleStopsAndAsks() throws Exception {
    threeRecords();
    List<String> lines = Files.readAllLines(file());
    Files.writeString(file(), lines.get(0) + "\n" + lines.get(2) + "\n");

    assertThatThrownBy(() -> shelf().open("run-1"))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("number 3");
  }

  @Test
  void case70_aJournalThatIsMissingIsNotBegunAnew() throws Exception {
    threeRecords();
    Files.delete(file());

    assertThatThrownBy(() -> shelf().open("run-1"))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("is missing")
        .hasMessageContaining("etl_cutover_journal");
    assertThat(file()).doesNotExist();
  }

  @Test
  void case70_aFullDiskRefusesToActAndStaysRefusing() throws Exception {
    FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);
    JournalContent empty = new JournalContent(List.of(), 0, 0);

    try (Journal journal = new FileJournal(file(), "run-1", NOON, full, empty)) {
      assertThatThrownBy(() -> journal.append(entry(Phase.INTENT, Evidence.NONE)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("without it nothing is done")
          .hasMessageContaining("No space left");
      assertThatThrownBy(() -> journal.append(entry(Phase.INTENT, Evidence.NONE)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("an earlier record");
      assertThat(journal.records()).isEmpty();
    }
  }

  @Test
  void case70_aFolderThatCannotBeWrittenRefusesTheRun() {
    // Nobody, root included, makes a folder there.
    RunFolders nowhere = new RunFolders(Path.of("/proc/cutover/runs"), NOON);

    assertThatThrownBy(() -> nowhere.create(PLAN))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("without its journal nothing is done");
  }

  @Test
  void twoProcessesDoNotWriteOneJournal() throws Exception {
    try (Journal first = shelf().create(PLAN).journal()) {
      first.append(entry(Phase.INTENT, Evidence.NONE));
      try (Journal second = shelf().open("run-1").journal()) {
        second.append(entry(Phase.NOTE, Evidence.NONE));
      }
      assertThatThrownBy(() -> first.append(entry(Phase.DONE, Evidence.NONE)))
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining("Another process wrote");
    }
    assertThat(shelf().records("run-1")).hasSize(2);
  }

  @Test
  void aRunIsNotBegunTwice() {
    shelf().create(PLAN).journal().close();

    assertThatThrownBy(() -> shelf().create(PLAN))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("run run-1 exists");
  }

  private void threeRecords() {
    try (Journal journal = shelf().create(PLAN).journal()) {
      journal.append(entry(Phase.BEGUN, Evidence.of("plan", "x")));
      journal.append(entry(Phase.INTENT, Evidence.of("file", "a")));
      journal.append(entry(Phase.DONE, Evidence.of("file", "b")));
    }
  }

  private void flip(int at) throws Exception {
    byte[] bytes = Files.readAllBytes(file());
    bytes[at] ^= 1;
    Files.write(file(), bytes, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private Path file() {
    return home.resolve("runs/run-1/journal.log");
  }

  private RunFolders shelf() {
    return new RunFolders(home.resolve("runs"), NOON);
  }

  private static Journal.Entry entry(Phase phase, Evidence evidence) {
    return new Journal.Entry("freeze", "trigger", phase, "anna@ws14", 3, evidence, "");
  }
}
