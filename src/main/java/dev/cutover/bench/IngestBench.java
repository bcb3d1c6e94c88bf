package dev.cutover.bench;

import dev.cutover.boot.Scratch;
import dev.cutover.boot.Session;
import dev.cutover.job.EntityType;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.Outcome;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How fast issues of real shape get out of files into the raw table: the real extract handler with
/// its reading ahead, digests, look-ups, transform jobs and counts, a transaction a page. Beside it
/// the bare COPY of the same rows, and on request the same without the indexes that only the
/// browser of raw data needs.
public final class IngestBench {
  private final Session session;
  private final Observer observer;

  public IngestBench(Session session, Observer observer) {
    this.session = session;
    this.observer = observer;
  }

  /// @param unindexed without the browser's indexes, null when that was not measured
  /// @param bytes size of the issues as they came
  public record Result(
      Rates ours,
      Rates limit,
      @Nullable Rates unindexed,
      int issues,
      long bytes,
      HeapUse heap,
      Server server) {
    public double ratio() {
      return ours.median() / limit.median();
    }
  }

  /// @param rounds of each, in turns; one more of each before them is not counted
  /// @param indexes whether to measure without the browser's indexes too
  public Result run(int issues, int rounds, boolean indexes) throws Exception {
    try (Folder folder = Folder.in(session.home().cache());
        Scratch scratch = session.scratch();
        Ground ground = new Ground(scratch)) {
      observer.doing("Making " + issues + " issues and the database " + scratch.databaseName());
      Path sample = folder.sample(issues);
      long bytes = Files.size(sample.resolve(EntityType.JIRA_ISSUES.word() + ".ndjson"));
      long integration = ground.integration(sample);
      Session.Extraction extraction = scratch.session().extraction();
      observer.doing("Warming up");
      ours(scratch, ground, extraction, integration, issues);
      BrowserIndexes browser = BrowserIndexes.of(ground);
      BareCopy bare = BareCopy.of(ground, folder.file("rows.copy"), Long.MAX_VALUE);
      bare.measure();
      List<Double> ours = new ArrayList<>();
      List<Double> limit = new ArrayList<>();
      List<Double> unindexed = new ArrayList<>();
      try (Heap heap = Heap.watch()) {
        for (int round = 1; round <= rounds; round++) {
          ours.add(ours(scratch, ground, extraction, integration, issues));
          limit.add(bare.measure());
          if (indexes) {
            browser.drop();
            unindexed.add(ours(scratch, ground, extraction, integration, issues));
            ground.emptyRuns();
            browser.create();
          }
          observer.doing(
              "Round %d of %d: ours %.0f, bare COPY %.0f issues a second"
                  .formatted(round, rounds, ours.getLast(), limit.getLast()));
        }
        return new Result(
            new Rates(ours),
            new Rates(limit),
            unindexed.isEmpty() ? null : new Rates(unindexed),
            issues,
            bytes,
            heap.seen(),
            ground.server());
      }
    }
  }

  private static double ours(
      Scratch scratch, Ground ground, Session.Extraction extraction, long integration, int issues)
      throws InterruptedException {
    ground.emptyRuns();
    Attempt attempt = claimed(scratch, extraction, integration);
    long begun = System.nanoTime();
    Outcome outcome = extraction.handler().handle(attempt);
    if (!(outcome instanceof Outcome.Done(Outcome.Product product))) {
      throw new IllegalStateException("the extraction ended with " + outcome);
    }
    extraction
        .transactions()
        .inTransaction(
            tx -> {
              product.write(tx);
              extraction.jobs().complete(tx, List.of(attempt));
              return attempt;
            });
    double seconds = (System.nanoTime() - begun) / 1e9;
    long stored = ground.number("SELECT count(*) FROM raw_extraction_data");
    if (stored != issues) {
      throw new IllegalStateException(stored + " of " + issues + " issues were stored");
    }
    return issues / seconds;
  }

  /// The extract job of a new run, as a worker gets it.
  private static Attempt claimed(Scratch scratch, Session.Extraction extraction, long integration) {
    RunRequest request =
        new RunRequest(
            new IntegrationId(integration),
            List.of(EntityType.JIRA_ISSUES),
            RunRequest.DEFAULT_PRIORITY,
            false,
            Map.of(),
            "bench");
    if (!(scratch.session().runs().start(request) instanceof RunStart.Started)) {
      throw new IllegalStateException("the run could not be started");
    }
    List<Hint> hints = extraction.jobs().dispatch(Stage.EXTRACT, 1).hints();
    return extraction
        .jobs()
        .claim(Stage.EXTRACT, hints.stream().map(Hint::job).toList())
        .getFirst();
  }
}
