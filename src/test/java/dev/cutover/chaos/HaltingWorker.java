package dev.cutover.chaos;

import dev.cutover.broker.BrokerAddress;
import dev.cutover.broker.BrokerQueue;
import dev.cutover.database.Database;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.PgJobReaper;
import dev.cutover.database.PgJobStore;
import dev.cutover.database.PgMessages;
import dev.cutover.database.PgWorkers;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Outcome;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.RetryPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/// A worker that one poisonous job brings down: `HaltingWorker URL AMQP JOB`.
final class HaltingWorker {
  private HaltingWorker() {}

  public static void main(String[] arguments) throws InterruptedException {
    long poison = Long.parseLong(arguments[2]);
    Database database =
        new Database(
            DatabaseAddress.parse(arguments[0], Map.of()), "halting", 6, Duration.ofSeconds(30));
    new PipelineRuntime(
            new PipelineRuntime.Parts(
                new PgJobStore(database, "halting"),
                new PgJobReaper(database, "halting"),
                new PgWorkers(database, "halting", "here"),
                new PgMessages(database),
                database,
                new BrokerQueue(
                    BrokerAddress.parse(arguments[1]), "halting", InstantSource.system()),
                new RetryPolicy(new Random(1)),
                Map.of(
                    Stage.LOAD,
                    attempt -> {
                      if (attempt.job().value() == poison) {
                        Runtime.getRuntime().halt(1);
                      }
                      return Outcome.Done.NOTHING;
                    }),
                1))
        .start();
    new CountDownLatch(1).await();
  }
}
