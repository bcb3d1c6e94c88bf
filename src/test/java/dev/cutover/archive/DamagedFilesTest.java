package dev.cutover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.Progress;
import dev.cutover.job.TenantId;
import dev.cutover.kit.FixedRows;
import dev.cutover.kit.TestFolder;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawPage;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.SnapshotCheck;
import dev.cutover.rawdata.SnapshotTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Snapshots with random damage: each is told, none breaks the program, and nothing is written.
class DamagedFilesTest {
  private static final int ROWS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path folder = TestFolder.create("damaged");
  private final Path file = folder.resolve("d.cutover.sqlite");
  private byte[] whole = new byte[0];
  private int told;
  private int refused;

  @BeforeEach
  void write() throws IOException {
    new SnapshotWriter(folder)
        .write(
            new FixedRows(ROWS),
            RawQuery.EVERYTHING,
            null,
            new SnapshotWriter.Circumstances(java.time.Instant.EPOCH, "test", ""),
            file,
            Progress.SILENT);
    whole = Files.readAllBytes(file);
  }

  @AfterEach
  void delete() {
    TestFolder.delete(folder);
  }

  @Test
  void someHundredDamagedFiles() throws Exception {
    damage(300, 7);
  }

  @Test
  @Tag("campaign")
  void tenThousandDamagedFiles() throws Exception {
    damage(10_000, 11);
  }

  private void damage(int files, long seed) throws Exception {
    Random random = new Random(seed);
    for (int number = 0; number < files; number++) {
      byte[] damaged = damaged(random);
      Files.write(file, damaged);
      if (Arrays.equals(damaged, whole)) {
        continue;
      }
      String which = "file " + number + " of seed " + seed;
      try {
        look(which);
      } catch (SnapshotTrouble trouble) {
        assertThat(trouble.problem().what()).as(which).contains(file.toString());
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError(which, e);
      }
      assertThat(Files.readAllBytes(file)).as(which).isEqualTo(damaged);
      assertThat(beside()).as(which).containsExactly("d.cutover.sqlite");
    }
    assertThat(told).isPositive();
    assertThat(refused).isPositive();
  }

  private List<String> beside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(name -> name.startsWith("d."))
          .toList();
    }
  }

  /// Some of what disks, cables and people do to files.
  private byte[] damaged(Random random) {
    byte[] bytes = whole.clone();
    int page = SnapshotSchema.PAGE_SIZE;
    switch (random.nextInt(7)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> {
        for (int i = random.nextInt(8); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      case 2 -> {
        int from = random.nextInt(bytes.length);
        Arrays.fill(bytes, from, Math.min(bytes.length, from + random.nextInt(3 * page)), (byte) 0);
      }
      case 3 -> {
        int one = random.nextInt(bytes.length / page) * page;
        int other = random.nextInt(bytes.length / page) * page;
        System.arraycopy(whole, one, bytes, other, page);
      }
      case 4 -> {
        // The beginning of a page says what is in it.
        int at = random.nextInt(bytes.length / page) * page;
        for (int i = 0; i < 4; i++) {
          bytes[at + random.nextInt(24)] = (byte) random.nextInt();
        }
      }
      case 5 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(page));
      default -> {
        byte[] noise = new byte[1 + random.nextInt(2 * page)];
        random.nextBytes(noise);
        int at = random.nextInt(bytes.length - Math.min(noise.length, bytes.length - 1));
        System.arraycopy(noise, 0, bytes, at, Math.min(noise.length, bytes.length - at));
      }
    }
    return bytes;
  }

  private void look(String which) {
    SnapshotCheck check = new SnapshotVerification(file, Progress.SILENT).run(folder);
    assertThat(check.isWhole()).as(which).isFalse();
    assertThat(check.notes().size() + check.damagedRows()).as(which + " " + check).isPositive();
    told++;
    try (SnapshotSource source = SnapshotSource.open(file, folder)) {
      int read = 0;
      RawCursor at = RawCursor.first();
      for (int pages = 0; at != null && pages < ROWS; pages++) {
        RawPage page = source.page(RawQuery.EVERYTHING, at, 7, PATIENCE);
        for (RawLine line : page.lines()) {
          read += source.record(line.id()).isPresent() ? 1 : 0;
        }
        at = page.after();
      }
      if (check.facts().rows() == ROWS) {
        assertThat(read)
            .as(which + ": intact rows are read")
            .isGreaterThanOrEqualTo((int) check.intact());
      }
      source.page(RawQuery.all().text("word3").query(), RawCursor.first(), 9, PATIENCE);
      source.page(RawQuery.all().text("ord1").query(), RawCursor.last(), 9, PATIENCE);
      source.page(RawQuery.all().path("$.n ? (@ > 5)").query(), RawCursor.first(), 9, PATIENCE);
      source.page(
          RawQuery.all().tenant(new TenantId(1)).entities(Set.of("jira_issues")).query(),
          RawCursor.first(),
          9,
          PATIENCE);
      source.page(
          RawQuery.all().integration(new IntegrationId(1)).externalId("x3").query(),
          RawCursor.first(),
          9,
          PATIENCE);
      source.count(RawQuery.all().states(Set.of("failed")).query(), PATIENCE);
      source.facets();
      source.records(List.of(1L, 2L, 39L));
    }
  }

  @Test
  void whatLiesBeforeACutStaysReadable() throws Exception {
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int half = text.indexOf("\"n\":20,");
    assertThat(half).isPositive();
    Files.write(file, Arrays.copyOf(whole, whole.length - SnapshotSchema.PAGE_SIZE));
    SnapshotCheck check = new SnapshotVerification(file, Progress.SILENT).run(folder);
    assertThat(check.notes().getFirst()).startsWith("The file is cut:");
    assertThat(check.intact()).isPositive();
  }
}
