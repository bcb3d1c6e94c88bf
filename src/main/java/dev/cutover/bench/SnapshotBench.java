package dev.cutover.bench;

import dev.cutover.boot.Session;
import dev.cutover.boot.Snapshots;
import dev.cutover.job.Progress;
import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What writing and reading a large snapshot costs beside SQLite by itself, and beside a small one.
public final class SnapshotBench {
  private static final int SMALL = 1_000;
  private static final int SAMPLE = 500;
  private static final int PAGE = 200;
  private static final int INDEXED = 100_000;
  private static final int ROUNDS = 9;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String PATH = "$.fields.status.name == \"Done\"";
  private static final String BARE_PATH =
      "json_extract(CAST(body AS TEXT), '$.fields.status.name') = 'Done'";

  private final Session session;
  private final Observer observer;

  public SnapshotBench(Session session, Observer observer) {
    this.session = session;
    this.observer = observer;
  }

  /// Times in seconds or milliseconds, as their names say.
  ///
  /// @param bareIndexedSeconds bare inserts with an index of words by SQLite itself, reckoned from
  ///   100,000 rows
  public record Result(
      long rows,
      long bytes,
      double oursSeconds,
      double bareSeconds,
      double bareIndexedSeconds,
      long fileBytes,
      Millis openLarge,
      Millis openSmall,
      Millis pageLarge,
      Millis pageSmall,
      Millis search,
      double scanMillis,
      double pathMillis,
      double barePathMillis,
      HeapUse heap) {}

  public Result run(long rows) throws Exception {
    try (Folder folder = Folder.in(session.home().cache());
        Heap heap = Heap.watch()) {
      observer.doing("Making samples");
      List<byte[]> samples = samples(folder);
      SampledRows large = new SampledRows(samples, rows);
      Path few = folder.file("few.cutover.sqlite");
      Path many = folder.file("many.cutover.sqlite");
      write(new SampledRows(samples, SMALL), few);
      BareSqlite bare = new BareSqlite(folder.file("bare.sqlite"));
      observer.doing("Bare inserts of %,d rows".formatted(rows));
      double bareSeconds = bare.write(large, false);
      observer.doing("A snapshot of them");
      double ours = write(large, many);
      observer.doing("Opening and paging");
      Millis openLarge = Millis.of(ROUNDS, () -> open(many));
      Millis openSmall = Millis.of(ROUNDS, () -> open(few));
      Millis pageLarge = paged(many);
      Millis pageSmall = paged(few);
      RawSource source = Snapshots.of(session).open(many).source();
      observer.doing("Searching");
      RawQuery rare = RawQuery.all().text("quincunx").query();
      Millis search = Millis.of(ROUNDS, () -> source.page(rare, RawCursor.first(), PAGE, PATIENCE));
      double scan = Millis.took(() -> bare.count("lower(CAST(body AS TEXT)) LIKE '%quincunx%'"));
      RawQuery path = RawQuery.all().path(PATH).query();
      RawCount[] found = new RawCount[1];
      long[] expected = new long[1];
      Scans scans =
          Scans.of(
              () -> found[0] = source.count(path, PATIENCE),
              () -> expected[0] = bare.count(BARE_PATH));
      if (found[0].rows() != expected[0]) {
        throw new IllegalStateException(
            "the path finds " + found[0].rows() + " rows here and " + expected[0] + " there");
      }
      Files.delete(folder.file("bare.sqlite"));
      long some = Math.min(rows, INDEXED);
      observer.doing("Bare inserts with an index of words, of %,d rows".formatted(some));
      double indexed =
          new BareSqlite(folder.file("indexed.sqlite")).write(new SampledRows(samples, some), true)
              * rows
              / some;
      long bytes = 0;
      for (long id = 1; id <= rows; id++) {
        bytes += large.document(id).length;
      }
      return new Result(
          rows,
          bytes,
          ours,
          bareSeconds,
          indexed,
          Files.size(many),
          openLarge,
          openSmall,
          pageLarge,
          pageSmall,
          search,
          scan,
          scans.ours(),
          scans.bare(),
          heap.seen());
    }
  }

  private static List<byte[]> samples(Folder folder) throws IOException, InterruptedException {
    Path written = folder.sample(SAMPLE);
    try (Stream<Path> files = Files.list(written)) {
      Path issues =
          files
              .filter(file -> file.getFileName().toString().equals("jira_issues.ndjson"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no issues in " + written));
      try (Stream<String> lines = Files.lines(issues)) {
        return lines.map(SnapshotBench::withoutLists).toList();
      }
    }
  }

  /// An issue as a search gives it that asks for neither changelog nor comments: with them it has
  /// several times that size, and a million of them more than a disk likes to hold four times.
  private static byte[] withoutLists(String issue) {
    ObjectNode root = (ObjectNode) JSON.readTree(issue);
    root.remove("changelog");
    ((ObjectNode) root.get("fields")).remove("comment");
    return JSON.writeValueAsBytes(root);
  }

  private double write(SampledRows rows, Path file) {
    return Millis.took(
            () ->
                Snapshots.of(session)
                    .write(rows, RawQuery.EVERYTHING, "", Set.of(), file, Progress.SILENT))
        / 1e3;
  }

  private void open(Path file) {
    Snapshots.of(session).open(file).source().count(RawQuery.EVERYTHING, PATIENCE);
  }

  private Millis paged(Path file) {
    RawSource source = Snapshots.of(session).open(file).source();
    return Millis.of(
        ROUNDS, () -> source.page(RawQuery.EVERYTHING, RawCursor.first(), PAGE, PATIENCE));
  }
}
