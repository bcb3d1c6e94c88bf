package dev.cutover.chaos;

import dev.cutover.broker.BrokerAddress;
import dev.cutover.broker.BrokerQueue;
import dev.cutover.database.Database;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.PgBusinessTables;
import dev.cutover.database.PgIntegrations;
import dev.cutover.database.PgJobReaper;
import dev.cutover.database.PgJobStore;
import dev.cutover.database.PgMessages;
import dev.cutover.database.PgRawStore;
import dev.cutover.database.PgWorkers;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.JobQueue;
import dev.cutover.pipeline.JobStore;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.RetryPolicy;
import dev.cutover.pipeline.Transactions;
import dev.cutover.pipeline.stage.ExtractHandler;
import dev.cutover.pipeline.stage.LoadHandler;
import dev.cutover.pipeline.stage.TransformHandler;
import dev.cutover.source.SourceTime;
import dev.cutover.source.Sources;
import dev.cutover.transform.PulseTransform;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A worker process that dies at a named point: `CrashPointWorker URL AMQP port.method:before|after
/// n`. Halting is what kill -9 is to a process: no shutdown hook, no finally.
final class CrashPointWorker {
  private CrashPointWorker() {}

  public static void main(String[] arguments) throws InterruptedException {
    Crash crash = new Crash(arguments[2], Integer.parseInt(arguments[3]));
    Database database =
        new Database(
            DatabaseAddress.parse(arguments[0], Map.of()), "crash", 10, Duration.ofSeconds(30));
    JobStore store = crash.on("store", JobStore.class, new PgJobStore(database, "crash"));
    Transactions transactions = crash.on("tx", Transactions.class, database);
    JobQueue queue =
        crash.on(
            "queue",
            JobQueue.class,
            new BrokerQueue(BrokerAddress.parse(arguments[1]), "crash", InstantSource.system()));
    PgRawStore raw = new PgRawStore(database);
    PgBusinessTables tables = new PgBusinessTables();
    PgIntegrations integrations = new PgIntegrations(database, (_, _, _, _) -> Optional.empty());
    PipelineRuntime runtime =
        new PipelineRuntime(
            new PipelineRuntime.Parts(
                store,
                new PgJobReaper(database, "crash"),
                new PgWorkers(database, "crash", "here"),
                new PgMessages(database),
                transactions,
                queue,
                new RetryPolicy(new Random(1)),
                Map.of(
                    Stage.EXTRACT,
                    new ExtractHandler(
                        new Sources(SourceTime.of(InstantSource.system()), new Random(1)),
                        integrations,
                        raw,
                        store,
                        transactions,
                        () -> {}),
                    Stage.TRANSFORM,
                    new TransformHandler(raw, integrations, new PulseTransform(), tables, store),
                    Stage.LOAD,
                    new LoadHandler(tables, store)),
                1));
    runtime.start();
    new CountDownLatch(1).await();
  }

  /// Halts the process before or after the n-th call of a method.
  private record Crash(String point, int call, AtomicInteger calls) {
    Crash(String point, int call) {
      this(point, call, new AtomicInteger());
    }

    <T> T on(String name, Class<T> port, T real) {
      Object wrapped =
          Proxy.newProxyInstance(
              port.getClassLoader(),
              new Class<?>[] {port},
              (_, method, parameters) -> {
                String here = name + "." + method.getName();
                boolean mine = point.startsWith(here + ":");
                boolean now = mine && !isIdle(parameters) && calls.incrementAndGet() == call;
                if (now && point.endsWith(":before")) {
                  Runtime.getRuntime().halt(137);
                }
                Object answer;
                try {
                  answer = method.invoke(real, parameters);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
                if (now && point.endsWith(":after")) {
                  Runtime.getRuntime().halt(137);
                }
                return answer;
              });
      return port.cast(wrapped);
    }

    private static boolean isIdle(Object[] parameters) {
      return parameters == null;
    }
  }
}
