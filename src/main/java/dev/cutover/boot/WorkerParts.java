package dev.cutover.boot;

import dev.cutover.broker.BrokerQueue;
import dev.cutover.database.Database;
import dev.cutover.database.PgBusinessTables;
import dev.cutover.database.PgJobReaper;
import dev.cutover.database.PgJobStore;
import dev.cutover.database.PgMessages;
import dev.cutover.database.PgRawStore;
import dev.cutover.database.PgScheduledRuns;
import dev.cutover.database.PgWorkers;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.RetryPolicy;
import dev.cutover.pipeline.ScheduledRuns;
import dev.cutover.pipeline.StageHandler;
import dev.cutover.pipeline.stage.ExtractHandler;
import dev.cutover.pipeline.stage.Integrations;
import dev.cutover.pipeline.stage.LoadHandler;
import dev.cutover.pipeline.stage.SourceSystem;
import dev.cutover.pipeline.stage.TransformHandler;
import dev.cutover.transform.PulseTransform;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Puts the workers of a process together over a pool and a queue of their own.
final class WorkerParts {
  private final Database pool;
  private final BrokerQueue queue;
  private final String worker;
  private final String host;

  WorkerParts(Database pool, BrokerQueue queue, String worker, String host) {
    this.pool = pool;
    this.queue = queue;
    this.worker = worker;
    this.host = host;
  }

  /// @param slots jobs at once by stage
  /// @param stays whether the process stays; one that leaves after its work starts no due runs
  /// @return not started; also brings dead letters into the table
  PipelineRuntime runtime(
      SourceSystem sources, Integrations integrations, Map<Stage, Integer> slots, boolean stays) {
    PgJobStore store = new PgJobStore(pool, worker);
    PgRawStore raw = new PgRawStore(pool);
    PgBusinessTables tables = new PgBusinessTables();
    PipelineRuntime[] runtime = new PipelineRuntime[1];
    Map<Stage, StageHandler> handlers = new EnumMap<>(Stage.class);
    for (Stage stage : slots.keySet()) {
      handlers.put(
          stage,
          switch (stage) {
            case EXTRACT ->
                new ExtractHandler(
                    sources, integrations, raw, store, pool, () -> runtime[0].wakeDispatcherNow());
            case TRANSFORM ->
                new TransformHandler(raw, integrations, new PulseTransform(), tables, store);
            case LOAD -> new LoadHandler(tables, store);
          });
    }
    PgMessages messages = new PgMessages(pool);
    runtime[0] =
        new PipelineRuntime(
            new PipelineRuntime.Parts(
                store,
                new PgJobReaper(pool, worker),
                new PgWorkers(pool, worker, host),
                messages,
                pool,
                queue,
                new RetryPolicy(RandomGenerator.getDefault()),
                handlers,
                slots,
                // Who cannot begin a run does not create one.
                stays && slots.containsKey(Stage.EXTRACT)
                    ? new PgScheduledRuns(pool)
                    : ScheduledRuns.NONE));
    queue.consumeDeadLetters(new DeadLetterIntake(messages));
    return runtime[0];
  }
}
