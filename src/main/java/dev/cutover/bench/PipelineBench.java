package dev.cutover.bench;

import dev.cutover.boot.Scratch;
import dev.cutover.boot.Session;
import dev.cutover.job.EntityType;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.RunId;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How fast issues get from files into the business tables: the real runtime with its broker, from
/// the trigger to the end of the run. Beside it the bare COPY of the same raw rows.
///
/// Projects, types and statuses are read before and not measured, as are some runs that make the
/// JVM warm.
public final class PipelineBench {
  /// Enough for the compiler to have seen everything often: with a third of it, the size measured
  /// first came out up to 29 % slower than the same size measured last.
  private static final int WARM_UP_ISSUES = 2_000;

  private static final int WARM_UP_RUNS = 6;

  /// A run of more issues than this is measured once: it is long enough to be steady.
  private static final int LARGE = 20_000;

  private final Session session;
  private final Observer observer;
  private final int slots;

  public PipelineBench(Session session, Observer observer, int slots) {
    this.session = session;
    this.observer = observer;
    this.slots = slots;
  }

  /// One size.
  ///
  /// @param limit bare COPY of the same rows, or of the first ten thousand of them
  public record Size(int issues, Rates ours, Rates limit) {
    public double ratio() {
      return ours.median() / limit.median();
    }
  }

  public record Result(List<Size> sizes, HeapUse heap, Server server, String broker) {
    /// How much slower the slowest size is than the fastest, 0 to 1.
    public double spread() {
      double fastest = sizes.stream().mapToDouble(each -> each.ours().median()).max().orElse(1);
      double slowest = sizes.stream().mapToDouble(each -> each.ours().median()).min().orElse(1);
      return 1 - slowest / fastest;
    }
  }

  public Result run(List<Integer> issues, int rounds) throws Exception {
    try (Folder folder = Folder.in(session.home().cache());
        Scratch scratch = session.scratch();
        Ground ground = new Ground(scratch);
        PipelineRuntime workers = scratch.session().workers(EnumSet.allOf(Stage.class), slots)) {
      workers.start();
      observer.doing("Warming up in the database " + scratch.databaseName());
      Path warm = folder.sample(WARM_UP_ISSUES);
      for (int i = 0; i < WARM_UP_RUNS; i++) {
        oneRun(scratch, workers, ground, warm, WARM_UP_ISSUES);
      }
      Folder.remove(warm);
      List<Series> sizes = new ArrayList<>();
      for (int count : issues) {
        observer.doing("Making " + count + " issues");
        sizes.add(new Series(folder, count, count > LARGE ? 1 : rounds));
      }
      try (Heap heap = Heap.watch()) {
        // Sizes in turns, so that what changes on the machine meets all of them.
        for (int round = 1; round <= rounds; round++) {
          for (Series size : sizes) {
            if (round <= size.rounds()) {
              size.add(oneRun(scratch, workers, ground, size.files(), size.issues()), ground);
              observer.doing(size.lastRound());
            }
          }
        }
        return new Result(
            sizes.stream().map(Series::measured).toList(),
            heap.seen(),
            ground.server(),
            scratch.session().brokerFacts());
      }
    }
  }

  /// @return issues a second, by the clock of the server
  private static double oneRun(
      Scratch scratch, PipelineRuntime workers, Ground ground, Path sample, int issues)
      throws InterruptedException {
    ground.emptyAll();
    long integration = ground.integration(sample);
    complete(
        scratch,
        workers,
        ground,
        integration,
        List.of(EntityType.JIRA_PROJECTS, EntityType.JIRA_STATUSES));
    long run = complete(scratch, workers, ground, integration, List.of(EntityType.JIRA_ISSUES));
    long loaded = ground.number("SELECT count(*) FROM work_items");
    if (loaded != issues) {
      throw new IllegalStateException(loaded + " of " + issues + " issues were loaded");
    }
    return issues
        / ground.decimal(
            "SELECT extract(epoch FROM ended_at - started_at) FROM etl_run WHERE id = " + run);
  }

  private static long complete(
      Scratch scratch,
      PipelineRuntime workers,
      Ground ground,
      long integration,
      List<EntityType> entities)
      throws InterruptedException {
    RunRequest request =
        new RunRequest(
            new IntegrationId(integration),
            entities,
            RunRequest.DEFAULT_PRIORITY,
            false,
            Map.of(),
            "bench");
    if (!(scratch.session().runs().start(request) instanceof RunStart.Started(RunId run, _))) {
      throw new IllegalStateException("the run could not be started");
    }
    workers.wakeDispatcherNow();
    String status = "running";
    while (status.equals("running")) {
      TimeUnit.MILLISECONDS.sleep(20);
      status = ground.text("SELECT status FROM etl_run WHERE id = " + run.value());
    }
    if (!status.equals("completed")) {
      throw new IllegalStateException("the run ended " + status);
    }
    return run.value();
  }
}
