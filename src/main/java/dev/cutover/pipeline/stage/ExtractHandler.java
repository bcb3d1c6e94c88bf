package dev.cutover.pipeline.stage;

import dev.cutover.job.EntityType;
import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Counts;
import dev.cutover.pipeline.JobStore;
import dev.cutover.pipeline.NewJob;
import dev.cutover.pipeline.Outcome;
import dev.cutover.pipeline.StageHandler;
import dev.cutover.pipeline.Transactions;
import dev.cutover.pipeline.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a source page by page. Each page is one transaction: cursor, raw rows, the transform job
/// for them, counts. A job that has read for long enough hands its cursor to a continuation.
public final class ExtractHandler implements StageHandler {
  /// Well under the deadline of a job (10 min) and the broker's consumer timeout (30 min).
  private static final Duration SLICE = Duration.ofMinutes(4);

  private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(60);

  private final SourceSystem sources;
  private final Integrations integrations;
  private final RawStore raw;
  private final JobStore jobs;
  private final Transactions transactions;
  private final Runnable newJobs;
  private final Duration slice;

  /// @param newJobs called after a page committed, so that its transform job is dispatched at once
  public ExtractHandler(
      SourceSystem sources,
      Integrations integrations,
      RawStore raw,
      JobStore jobs,
      Transactions transactions,
      Runnable newJobs) {
    this(sources, integrations, raw, jobs, transactions, newJobs, SLICE);
  }

  /// @param slice after how long a job hands over to its continuation
  public ExtractHandler(
      SourceSystem sources,
      Integrations integrations,
      RawStore raw,
      JobStore jobs,
      Transactions transactions,
      Runnable newJobs,
      Duration slice) {
    this.sources = sources;
    this.integrations = integrations;
    this.raw = raw;
    this.jobs = jobs;
    this.transactions = transactions;
    this.newJobs = newJobs;
    this.slice = slice;
  }

  @Override
  public Outcome handle(Attempt attempt) throws InterruptedException {
    Assignment.Extract order = (Assignment.Extract) attempt.assignment();
    try (SourceSystem.Reader reader =
            sources.open(
                integrations.settings(attempt.tenant(), attempt.integration()),
                attempt.entity(),
                order,
                attempt.progress());
        ReadAhead pages = new ReadAhead(reader);
        PageTransactions storing = new PageTransactions(attempt, raw, transactions, newJobs)) {
      return read(attempt, order, pages, storing);
    } catch (SourceProblem problem) {
      return after(attempt, problem);
    }
  }

  private Outcome read(
      Attempt attempt, Assignment.Extract order, ReadAhead pages, PageTransactions storing)
      throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      SourcePage page = pages.next();
      if (attempt.lost()) {
        return new Outcome.Lost();
      }
      if (attempt.cancelRequested()) {
        storing.finish();
        return new Outcome.Cancelled();
      }
      String cursor = page.cursor();
      if (cursor == null) {
        storing.finish();
        return new Outcome.Done(tx -> store(tx, attempt, page));
      }
      if (System.nanoTime() - start > slice.toNanos()) {
        storing.finish();
        return new Outcome.Done(
            tx -> {
              store(tx, attempt, page);
              continueLater(tx, attempt, order, cursor);
            });
      }
      storing.store(
          page,
          (tx, appended) -> {
            jobs.progress(tx, attempt, cursor);
            askForTransform(tx, attempt, page, appended);
          });
    }
  }

  private void continueLater(Tx tx, Attempt attempt, Assignment.Extract order, String cursor) {
    Assignment.Extract rest =
        new Assignment.Extract(order.since(), order.full(), order.slice() + 1, order.options());
    jobs.enqueue(
        tx,
        attempt,
        List.of(
            new NewJob(
                Stage.EXTRACT,
                attempt.entity(),
                new Assignment.Continued(rest, cursor),
                0,
                "extract:" + attempt.job())));
  }

  private void store(Tx tx, Attempt attempt, SourcePage page) {
    askForTransform(tx, attempt, page, raw.append(tx, attempt, page));
  }

  /// The jobs for a page's rows, and its counts.
  private void askForTransform(
      Tx tx, Attempt attempt, SourcePage page, RawStore.Appended appended) {
    List<NewJob> transforms = new ArrayList<>();
    for (Map.Entry<EntityType, List<Long>> rows : appended.toTransform().entrySet()) {
      transforms.add(
          new NewJob(
              Stage.TRANSFORM,
              rows.getKey(),
              new Assignment.Transform(rows.getValue()),
              rows.getValue().size(),
              null));
    }
    jobs.enqueue(tx, attempt, transforms);
    count(tx, attempt, page, appended);
  }

  private void count(Tx tx, Attempt attempt, SourcePage page, RawStore.Appended appended) {
    for (EntityType entity : attempt.entity().family()) {
      long records = page.records().stream().filter(each -> each.entity() == entity).count();
      long unchanged = appended.unchanged().getOrDefault(entity, 0);
      long rejected = appended.rejected().getOrDefault(entity, 0);
      long repeated = appended.repeated().getOrDefault(entity, 0);
      long seen = records - repeated + (entity == attempt.entity() ? page.rejects().size() : 0);
      if (seen > 0 || entity == attempt.entity()) {
        jobs.count(
            tx,
            attempt,
            new Counts(entity, Stage.EXTRACT, seen, seen - rejected, rejected, unchanged));
      }
      if (unchanged > 0) {
        jobs.count(
            tx, attempt, new Counts(entity, Stage.TRANSFORM, unchanged, unchanged, 0, unchanged));
        jobs.count(tx, attempt, new Counts(entity, Stage.LOAD, unchanged, unchanged, 0, unchanged));
      }
    }
  }

  private Outcome after(Attempt attempt, SourceProblem trouble) {
    Problem problem = trouble.problem();
    return switch (trouble.kind()) {
      case PERMANENT -> new Outcome.Discard(problem);
      case TRANSIENT -> new Outcome.Retry(problem);
      case RATE_LIMITED -> {
        Duration pause = orDefault(trouble.retryAfter());
        integrations.pause(attempt.tenant(), attempt.integration(), pause, problem);
        yield new Outcome.Snooze(pause, problem);
      }
    };
  }

  private static Duration orDefault(@Nullable Duration retryAfter) {
    return retryAfter == null ? DEFAULT_PAUSE : retryAfter;
  }
}
