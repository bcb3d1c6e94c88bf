package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Session;
import dev.cutover.broker.BrokerQueue;
import dev.cutover.job.Stage;
import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.pipeline.JobQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `queues`: the broker's queues beside the job table.
@Command(
    name = "queues",
    description = "Ready and unacknowledged messages, consumers, jobs, rate and time to drain.")
final class QueuesCommand extends Verb {
  private static final long SECOND = 1000;

  @Option(names = "--watch", description = "again every second until stopped")
  private boolean watch;

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    Ready.database(session);
    Ready.brokerAnswers(session);
    BrokerQueue queue = session.queue("queues");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (queue.depth(Stage.EXTRACT).isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    Map<String, Long> before = counts(session);
    long then = System.nanoTime();
    do {
      // Two looks a second apart give the rate.
      TimeUnit.MILLISECONDS.sleep(SECOND);
      Map<String, Long> now = counts(session);
      double seconds = (System.nanoTime() - then) / 1e9;
      show(out, queue, before, now, seconds);
      before = now;
      then = System.nanoTime();
    } while (watch);
    return Exit.DONE;
  }

  private static Map<String, Long> counts(Session session) {
    Map<String, Long> counts = new HashMap<>();
    for (PipelineMonitor.JobCount each : session.monitor().jobCounts()) {
      counts.put(each.stage() + " " + each.state(), each.jobs());
    }
    return counts;
  }

  private static void show(
      Printer out,
      BrokerQueue queue,
      Map<String, Long> before,
      Map<String, Long> now,
      double seconds) {
    ArrayNode json = Printer.JSON.createArrayNode();
    List<List<String>> rows = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      String word = stage.word();
      Optional<JobQueue.Depth> depth = queue.depth(stage);
      long ready = depth.map(JobQueue.Depth::ready).orElse(-1L);
      int consumers = depth.map(JobQueue.Depth::consumers).orElse(-1);
      long queued = now.getOrDefault(word + " queued", 0L);
      long running = now.getOrDefault(word + " running", 0L);
      long pending = now.getOrDefault(word + " pending", 0L);
      long unacknowledged = ready < 0 ? -1 : Math.max(0, queued + running - ready);
      double rate =
          (now.getOrDefault(word + " completed", 0L) - before.getOrDefault(word + " completed", 0L))
              / seconds;
      long open = pending + queued + running;
      String drain =
          open == 0
              ? "empty"
              : consumers == 0
                  ? "no consumers"
                  : rate <= 0 ? "idle" : String.format(Locale.ROOT, "%.0f s", open / rate);
      ObjectNode node =
          json.addObject()
              .put("queue", stage.queue())
              .put("pending", pending)
              .put("queued", queued)
              .put("running", running)
              .put("dead", now.getOrDefault(word + " dead", 0L))
              .put("rate", Math.round(rate * 10) / 10.0)
              .put("drain", drain);
      if (ready >= 0) {
        node.put("ready", ready).put("unacked", unacknowledged).put("consumers", consumers);
      } else {
        node.putNull("ready").putNull("unacked").putNull("consumers");
      }
      rows.add(
          List.of(
              stage.queue(),
              ready < 0 ? "?" : String.valueOf(ready),
              ready < 0 ? "?" : String.valueOf(unacknowledged),
              ready < 0 ? "?" : String.valueOf(consumers),
              String.valueOf(pending),
              String.valueOf(running),
              String.valueOf(now.getOrDefault(word + " dead", 0L)),
              String.format(Locale.ROOT, "%.1f", rate),
              drain));
    }
    for (Stage stage : Stage.values()) {
      queue
          .deadDepth(stage)
          .ifPresent(
              depth ->
                  json.addObject()
                      .put("queue", stage.queue() + ".dead")
                      .put("ready", depth.ready())
                      .put("consumers", depth.consumers()));
    }
    out.document(json);
    out.table(
        List.of(
            "queue",
            "ready",
            "unacked",
            "consumers",
            "pending",
            "running",
            "dead",
            "jobs/s",
            "drain"),
        rows);
  }
}
