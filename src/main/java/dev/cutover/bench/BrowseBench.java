package dev.cutover.bench;

import dev.cutover.boot.Scratch;
import dev.cutover.boot.Session;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// How long a page of raw rows takes, by its place, in a large table beside a small one that is
/// read in turns with it; and how long a large document takes to open beside parsing it.
public final class BrowseBench {
  private static final int SMALL = 5_000;
  private static final int PAGE = 100;
  private static final int WARM_UP = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Session session;
  private final Observer observer;

  public BrowseBench(Session session, Observer observer) {
    this.session = session;
    this.observer = observer;
  }

  /// Milliseconds of a page at one place of one list.
  public record Place(String list, String place, Millis large, Millis small) {
    public double ratio() {
      return large.median() / small.median();
    }
  }

  /// @param filling seconds that making the rows took
  /// @param failed milliseconds to the first page of the few failed rows of the large table
  public record Result(
      long rows,
      long small,
      double filling,
      List<Place> places,
      Millis failed,
      DocumentBench.Result document,
      HeapUse heap,
      Server server) {
    public Place worst() {
      return places.stream().max((a, b) -> Double.compare(a.ratio(), b.ratio())).orElseThrow();
    }
  }

  private record Side(RawSource source, RawTableFilling filling) {}

  /// @param rows of the large table
  /// @param megabytes of the document
  public Result run(long rows, int megabytes, int rounds) throws Exception {
    try (Scratch smallScratch = session.scratch();
        Ground smallGround = new Ground(smallScratch);
        Scratch largeScratch = session.scratch();
        Ground largeGround = new Ground(largeScratch)) {
      long begun = System.nanoTime();
      RawTableFilling small = RawTableFilling.of(smallGround);
      small.fill(SMALL, observer);
      RawTableFilling large = RawTableFilling.of(largeGround);
      large.fill(rows, observer);
      double filling = (System.nanoTime() - begun) / 1e9;
      Side few = new Side(smallScratch.session().rawRows().source(), small);
      Side many = new Side(largeScratch.session().rawRows().source(), large);
      try (Heap heap = Heap.watch()) {
        List<Place> places = places(few, many, rounds);
        RawQuery failed = RawQuery.all().states(Set.of("failed")).query();
        Millis rare =
            Millis.of(rounds, () -> many.source().page(failed, RawCursor.first(), PAGE, PATIENCE));
        observer.doing("Opening a document of " + megabytes + " MB");
        DocumentBench.Result document =
            new DocumentBench(smallGround, few.source()).run(megabytes, rounds);
        return new Result(
            rows, SMALL, filling, places, rare, document, heap.seen(), largeGround.server());
      }
    }
  }

  private List<Place> places(Side few, Side many, int rounds) {
    Map<String, RawQuery> lists = new LinkedHashMap<>();
    lists.put("everything", RawQuery.EVERYTHING);
    TenantId tenant = new TenantId(many.filling().tenant());
    lists.put("one tenant", RawQuery.all().tenant(tenant).query());
    lists.put("one entity", RawQuery.all().tenant(tenant).entities(Set.of("jira_issues")).query());
    List<Place> places = new ArrayList<>();
    for (var list : lists.entrySet()) {
      for (String place : List.of("first", "last", "any")) {
        observer.doing("Pages of " + list.getKey() + ", " + place);
        for (int i = 0; i < WARM_UP; i++) {
          page(few, list.getValue(), place);
          page(many, list.getValue(), place);
        }
        List<Double> small = new ArrayList<>();
        List<Double> large = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
          small.add(Millis.took(() -> page(few, list.getValue(), place)));
          large.add(Millis.took(() -> page(many, list.getValue(), place)));
        }
        places.add(new Place(list.getKey(), place, new Millis(large), new Millis(small)));
      }
    }
    return places;
  }

  private static void page(Side side, RawQuery query, String place) {
    RawCursor at =
        switch (place) {
          case "first" -> RawCursor.first();
          case "last" -> RawCursor.last();
          default -> RawCursor.at(anyMoment(side), true);
        };
    int lines = side.source().page(query, at, PAGE, PATIENCE).lines().size();
    if (lines != PAGE) {
      throw new IllegalStateException("a page of " + PAGE + " has " + lines + " lines");
    }
  }

  /// With a page below it.
  private static Instant anyMoment(Side side) {
    long rows = side.filling().rows();
    return side.filling().moment(RandomGenerator.getDefault().nextLong(rows / 4, rows));
  }
}
