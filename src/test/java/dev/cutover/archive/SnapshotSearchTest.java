package dev.cutover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.Progress;
import dev.cutover.kit.FixedRows;
import dev.cutover.kit.StoppingProgress;
import dev.cutover.kit.TestFolder;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawPage;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSearch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A search by a path over a whole snapshot is watched and stopped.
class SnapshotSearchTest {
  private static final int ROWS = 20_000;
  private static final Duration LONG = Duration.ofMinutes(10);

  /// Some hundred rows, which are looked at however short the time is.
  private static final Duration SHORTEST = Duration.ZERO;

  /// Reads every document; each slice of a search looks at a part of them.
  private static final RawQuery NONE = RawQuery.all().path("$.list[*] == \"nothing\"").query();

  private static final RawQuery FEW =
      RawQuery.all().path("$.n == 150 || $.n == 9000 || $.n == 19999").query();

  private final Path folder = TestFolder.create("search");
  private final Path file = folder.resolve("s.cutover.sqlite");

  @BeforeEach
  void write() {
    new SnapshotWriter(folder)
        .write(
            new FixedRows(ROWS),
            RawQuery.EVERYTHING,
            null,
            new SnapshotWriter.Circumstances(Instant.EPOCH, "test", ""),
            file,
            Progress.SILENT);
  }

  @AfterEach
  void delete() {
    TestFolder.delete(folder);
  }

  private static List<Long> ids(RawPage page) {
    return page.lines().stream().map(RawLine::id).toList();
  }

  @Test
  void slicesMakeTheSamePageInBothDirections() {
    try (SnapshotSource source = SnapshotSource.open(file, folder)) {
      for (RawCursor at : List.of(RawCursor.first(), RawCursor.last())) {
        RawPage whole = source.page(FEW, at, 10, LONG);
        RawPage sliced = new RawSearch(source, FEW, 10, Progress.SILENT, SHORTEST).page(at, LONG);
        assertThat(ids(whole)).containsExactly(19_999L, 9_000L, 150L);
        assertThat(sliced).isEqualTo(whole);
      }
      RawPage some =
          new RawSearch(source, FEW, 2, Progress.SILENT, SHORTEST).page(RawCursor.first(), LONG);
      assertThat(ids(some)).containsExactly(19_999L, 9_000L);
      RawPage rest =
          new RawSearch(source, FEW, 2, Progress.SILENT, SHORTEST).page(some.after(), LONG);
      assertThat(ids(rest)).containsExactly(150L);
      assertThat(rest.after()).isNull();
    }
  }

  @Test
  void itTellsHowFarItIsAndAStopGivesWhatWasFound() {
    List<Long> told = new ArrayList<>();
    StoppingProgress stops =
        new StoppingProgress(1) {
          @Override
          public void at(long done, long total) {
            assertThat(total).isEqualTo(ROWS);
            told.add(done);
            super.at(done, total);
          }
        };
    try (SnapshotSource source = SnapshotSource.open(file, folder)) {
      RawPage page = new RawSearch(source, NONE, 10, stops, SHORTEST).page(RawCursor.first(), LONG);
      assertThat(told).hasSize(1);
      assertThat(page.searched().whole()).isFalse();
      assertThat(page.searched().rows()).isBetween(told.getFirst(), (long) ROWS - 1);
      RawPage rest = new RawSearch(source, NONE, 10, Progress.SILENT).page(page.after(), LONG);
      assertThat(rest.searched().whole()).isTrue();
      assertThat(page.searched().rows() + rest.searched().rows()).isEqualTo(ROWS);
    }
  }

  /// What the window does when another filter is chosen.
  @Test
  void anInterruptEndsTheWalkItselfNotOnlyBetweenItsSlices() {
    try (SnapshotSource source = SnapshotSource.open(file, folder)) {
      Thread.currentThread().interrupt();
      RawPage page = source.page(NONE, RawCursor.first(), 10, LONG);
      assertThat(page.searched().whole()).isFalse();
      assertThat(page.searched().rows()).isLessThan(1_000);
      RawPage search =
          new RawSearch(source, NONE, 10, Progress.SILENT).page(RawCursor.first(), LONG);
      assertThat(search.searched().rows()).isLessThan(1_000);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
