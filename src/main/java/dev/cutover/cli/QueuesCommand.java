package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Session;
import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.monitor.Drain;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.monitor.QueueLine;
import dev.cutover.monitor.QueuesSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `queues`: the broker's queues beside the job table; `queues dead-letters`.
@Command(
    name = "queues",
    description =
        "Ready and unacknowledged messages, consumers, jobs, rates and time to drain; dead"
            + " letters.",
    subcommands = DeadLettersCommand.class)
final class QueuesCommand extends Verb {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Option(names = "--watch", description = "again every second until stopped")
  private boolean watch;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "look for so long before answering (default 1; 10 give a time to drain)")
  private int seconds = 1;

  @Option(
      names = "--management",
      paramLabel = "URL",
      description =
          "RabbitMQ's management interface, http[s]://[user:password@]host:15672 (also"
              + " CUTOVER_MANAGEMENT): adds unacknowledged messages and message rates")
  private @Nullable String management;

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    if (seconds < 1) {
      throw new IllegalArgumentException("--seconds must be 1 or more.");
    }
    Ready.database(session);
    Ready.brokerAnswers(session);
    QueueDepths depths = session.queues().depths(management);
    long due = System.nanoTime();
    depths.sample();
    int rounds = 0;
    do {
      // The next sample is due a second after this one, and at once when it took longer.
      due = Math.max(due + SECOND, System.nanoTime());
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      QueuesSnapshot now = depths.sample();
      rounds++;
      if (watch || rounds >= seconds) {
        show(out, now);
      }
    } while (watch || rounds < seconds);
    return Exit.DONE;
  }

  private static void show(Printer out, QueuesSnapshot now) {
    ArrayNode json = Printer.array();
    List<List<String>> rows = new ArrayList<>();
    for (QueueLine line : now.queues()) {
      if (!line.dead()) {
        json.add(json(line));
        rows.add(row(line));
      }
    }
    for (QueueLine line : now.queues()) {
      if (line.dead() && line.depth().isPresent()) {
        json.add(json(line));
      }
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
            "in/s",
            "out/s",
            "state",
            "drain"),
        rows);
    for (Stage stage : Stage.values()) {
      dead(now, stage, out);
    }
    now.brokerTrouble().ifPresent(problem -> say(out, problem));
    now.jobsTrouble().ifPresent(problem -> say(out, problem));
    now.statisticsTrouble().ifPresent(problem -> say(out, problem));
  }

  private static void say(Printer out, Problem problem) {
    out.note("cutover: " + problem);
  }

  private static void dead(QueuesSnapshot now, Stage stage, Printer out) {
    now.queues().stream()
        .filter(line -> line.dead() && line.stage() == stage)
        .flatMap(line -> line.depth().stream())
        .filter(depth -> depth.ready() > 0)
        .forEach(
            depth ->
                out.line(
                    depth.ready()
                        + " messages wait in "
                        + stage.queue()
                        + ".dead"
                        + (depth.consumers() == 0
                            ? "; a running worker brings them into the table of dead letters"
                            : "")));
  }

  private static List<String> row(QueueLine line) {
    QueueLine.Jobs jobs = line.jobs().orElse(null);
    return List.of(
        line.queue(),
        line.depth().map(depth -> String.valueOf(depth.ready())).orElse("?"),
        line.statistics().map(known -> String.valueOf(known.unacknowledged())).orElse("n/a"),
        line.depth().map(depth -> String.valueOf(depth.consumers())).orElse("?"),
        jobs == null ? "?" : String.valueOf(jobs.pending()),
        jobs == null ? "?" : String.valueOf(jobs.running()),
        jobs == null ? "?" : String.valueOf(jobs.dead()),
        jobs == null ? "?" : rate(jobs.in()),
        jobs == null ? "?" : rate(jobs.out()),
        condition(line),
        drain(line.drain()));
  }

  private static String rate(@Nullable Double perSecond) {
    return perSecond == null ? "?" : String.format(Locale.ROOT, "%.1f", perSecond);
  }

  private static String condition(QueueLine line) {
    return line.condition().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String drain(Drain drain) {
    return switch (drain) {
      case Drain.Empty _ -> "empty";
      case Drain.Unknown _ -> "unknown";
      case Drain.NoConsumers _ -> "no consumers";
      case Drain.Estimating _ -> "estimating";
      case Drain.NotDraining(boolean growing) -> growing ? "growing" : "not draining";
      case Drain.Draining(var least, var most) ->
          most == null
              ? least.toSeconds() + " s or longer"
              : least.toSeconds() + "-" + most.toSeconds() + " s";
    };
  }

  private static ObjectNode json(QueueLine line) {
    ObjectNode node = Printer.object().put("queue", line.queue());
    line.jobs()
        .ifPresent(
            jobs ->
                node.put("pending", jobs.pending())
                    .put("queued", jobs.queued())
                    .put("running", jobs.running())
                    .put("dead", jobs.dead())
                    .put("rate", rounded(jobs.out()))
                    .put("rate_in", rounded(jobs.in())));
    node.put("state", condition(line)).put("drain", drain(line.drain()));
    if (line.drain() instanceof Drain.Draining(var least, var most)) {
      node.put("drain_seconds_least", least.toSeconds());
      node.put("drain_seconds_most", most == null ? null : most.toSeconds());
    }
    line.depth()
        .ifPresentOrElse(
            depth -> node.put("ready", depth.ready()).put("consumers", depth.consumers()),
            () -> node.putNull("ready").putNull("consumers"));
    line.statistics()
        .ifPresentOrElse(
            known ->
                node.put("unacked", known.unacknowledged())
                    .put("published_per_second", known.published())
                    .put("delivered_per_second", known.delivered())
                    .put("acknowledged_per_second", known.acknowledged()),
            () -> node.putNull("unacked"));
    return node;
  }

  private static @Nullable Double rounded(@Nullable Double perSecond) {
    return perSecond == null ? null : Math.round(perSecond * 10) / 10.0;
  }
}
