package dev.cutover.bench;

import dev.cutover.boot.Scratch;
import dev.cutover.boot.Session;
import dev.cutover.job.EntityType;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.PipelineRuntime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What the job machinery itself costs: jobs without work, dispatched, hinted through the broker,
/// claimed, completed, each with its events and fenced by its lease. Beside it the same table
/// worked off by two statements a batch, without broker, leases and events.
public final class JobsBench {
  private static final int WARM_UP_JOBS = 20_000;
  private static final int FIRST_JOBS = 200;

  private final Session session;
  private final Observer observer;
  private final int slots;

  public JobsBench(Session session, Observer observer, int slots) {
    this.session = session;
    this.observer = observer;
    this.slots = slots;
  }

  /// One depth of the queue.
  public record Depth(int waiting, Rates ours, Rates limit) {
    public double ratio() {
      return ours.median() / limit.median();
    }
  }

  public record Result(List<Depth> depths, HeapUse heap, Server server, String broker) {}

  public Result run(List<Integer> waiting, int rounds) throws Exception {
    try (Folder folder = Folder.in(session.home().cache());
        Scratch scratch = session.scratch();
        Ground ground = new Ground(scratch)) {
      long integration = ground.integration(folder.file("none"));
      observer.doing("Warming up in the database " + scratch.databaseName());
      ours(scratch, ground, integration, WARM_UP_JOBS);
      limit(ground, integration, WARM_UP_JOBS);
      List<Depth> depths = new ArrayList<>();
      try (Heap heap = Heap.watch()) {
        for (int count : waiting) {
          depths.add(depth(scratch, ground, integration, count, rounds));
        }
        return new Result(depths, heap.seen(), ground.server(), scratch.session().brokerFacts());
      }
    }
  }

  private Depth depth(Scratch scratch, Ground ground, long integration, int waiting, int rounds)
      throws InterruptedException {
    List<Double> ours = new ArrayList<>();
    List<Double> limit = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      ours.add(ours(scratch, ground, integration, waiting));
      limit.add(limit(ground, integration, waiting));
      observer.doing(
          "%d waiting, round %d of %d: ours %.0f, without broker %.0f jobs a second"
              .formatted(waiting, round, rounds, ours.getLast(), limit.getLast()));
    }
    return new Depth(waiting, new Rates(ours), new Rates(limit));
  }

  private double ours(Scratch scratch, Ground ground, long integration, int count)
      throws InterruptedException {
    ground.emptyRuns();
    try (Session session = scratch.another();
        PipelineRuntime workers = session.workers(EnumSet.of(Stage.LOAD), slots)) {
      workers.start();
      // When these are through, connections are there and everything runs.
      insert(ground, integration, FIRST_JOBS);
      waitFor(workers, FIRST_JOBS);
      // All of them appear at once, with the commit.
      insert(ground, integration, count);
      long begun = System.nanoTime();
      workers.wakeDispatcherNow();
      waitFor(workers, FIRST_JOBS + count);
      double seconds = (System.nanoTime() - begun) / 1e9;
      allDone(ground, FIRST_JOBS + count);
      return count / seconds;
    }
  }

  private static void waitFor(PipelineRuntime workers, int done) throws InterruptedException {
    while (workers.tally().done() < done) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private double limit(Ground ground, long integration, int count) throws InterruptedException {
    ground.emptyRuns();
    insert(ground, integration, count);
    return new BareQueue(ground, slots).measure(count);
  }

  private static void insert(Ground ground, long integration, int count) {
    ground.execute(
        """
        BEGIN;
        INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload)
        SELECT i.tenant_id, i.id, '%s', '%s', '{"noop": true}' FROM integrations i, generate_series(1, %d)
        WHERE i.id = %d;
        ANALYZE etl_job_queue;
        COMMIT
        """
            .formatted(Stage.LOAD.word(), EntityType.BENCH_NOOP.word(), count, integration));
  }

  static void allDone(Ground ground, int count) {
    long done = ground.number("SELECT count(*) FROM etl_job_queue WHERE status = 'completed'");
    if (done != count) {
      throw new IllegalStateException(done + " of " + count + " jobs are completed");
    }
  }
}
