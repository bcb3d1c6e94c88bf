package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.EntityType;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.JobId;
import dev.cutover.job.Problem;
import dev.cutover.job.RunId;
import dev.cutover.job.Stage;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// `pipeline trigger, run, status`.
@Command(
    name = "pipeline",
    description = "Reads integrations: extract, transform, load.",
    mixinStandardHelpOptions = true,
    subcommands = {
      PipelineCommand.Trigger.class,
      PipelineCommand.Run.class,
      PipelineCommand.Status.class
    })
final class PipelineCommand extends Group {

  /// What a run is asked to do.
  static final class Order {
    @Option(names = "--integration", required = true, paramLabel = "N")
    private long integration;

    @Option(
        names = "--entity",
        paramLabel = "E,..",
        split = ",",
        description = "jira_projects, jira_statuses, jira_issues, github_repositories, github_prs")
    private List<String> entities = new ArrayList<>();

    @Option(
        names = "--priority",
        paramLabel = "P",
        description = "0 (last) to 9 (first), default 5")
    private int priority = RunRequest.DEFAULT_PRIORITY;

    @Option(names = "--full", description = "from the beginning, unchanged records too")
    private boolean full;

    @Option(
        names = "--payload",
        paramLabel = "JSON",
        description = "options for the source, such as {\"jql\": \"..\"}")
    private @Nullable String payload;

    long integration() {
      if (integration <= 0) {
        throw new IllegalArgumentException("--integration must be a positive number.");
      }
      return integration;
    }

    RunStart.Started start(Session session) {
      List<EntityType> wanted = new ArrayList<>();
      for (String word : entities) {
        EntityType type =
            EntityType.of(word)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "entity_type '" + word + "' is not known. Nothing was started."));
        wanted.add(type.primary());
      }
      RunRequest request =
          new RunRequest(
              new IntegrationId(integration()),
              wanted.stream().distinct().toList(),
              priority,
              full,
              options(),
              System.getProperty("user.name", "unknown"));
      return switch (session.runs().start(request)) {
        case RunStart.Started started -> started;
        case RunStart.AlreadyRunning(RunId run) ->
            throw new Refused(
                Exit.REFUSED,
                new Problem(
                    "run.open",
                    "Integration "
                        + integration
                        + " is being read already by run "
                        + run
                        + ". Nothing was started.",
                    "Watch it with `cutover pipeline status --run "
                        + run
                        + " --watch`; `cutover workers` works on it."));
        case RunStart.Refused(Problem problem) -> throw new Refused(Exit.USAGE, problem);
      };
    }

    private Map<String, String> options() {
      Map<String, String> options = new HashMap<>();
      if (payload != null) {
        JsonNode node;
        try {
          node = Printer.parsed(payload);
        } catch (tools.jackson.core.JacksonException e) {
          throw new IllegalArgumentException("--payload is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!node.isObject()) {
          throw new IllegalArgumentException("--payload must be a JSON object.");
        }
        node.properties()
            .forEach(
                each ->
                    options.put(
                        each.getKey(),
                        each.getValue().isString()
                            ? each.getValue().asString()
                            : each.getValue().toString()));
      }
      return options;
    }
  }

  @Command(name = "trigger", description = "Starts a run and returns; workers do the work.")
  static final class Trigger extends Verb {
    @Mixin Order order = new Order();

    @Override
    int run(Session session, Printer out) {
      mustBeWritable();
      Ready.database(session);
      RunStart.Started started = order.start(session);
      ArrayNode jobs = Printer.array();
      started.jobs().stream().map(JobId::value).forEach(jobs::add);
      out.document(Printer.object().put("run", started.run().value()).set("jobs", jobs));
      out.line(
          "Run "
              + started.run()
              + " started with "
              + started.jobs().size()
              + " jobs. Workers take them up (`cutover workers`); see `cutover pipeline status"
              + " --run "
              + started.run()
              + "`.");
      return Exit.DONE;
    }
  }

  @Command(name = "run", description = "Starts a run, works on it in this process, ends with it.")
  static final class Run extends Verb {
    @Mixin Order order = new Order();

    @Option(
        names = "--slots",
        paramLabel = "N",
        description = "jobs at once in each stage (default 2)")
    private int slots = 2;

    @Override
    int run(Session session, Printer out) throws InterruptedException {
      mustBeWritable();
      Ready.database(session);
      Ready.broker(session);
      Ready.source(session, order.integration());
      RunStart.Started started = order.start(session);
      RunSnapshot end = work(session, out, started.run(), slots);
      out.document(RunText.json(end));
      RunText.lines(end).forEach(out::line);
      return end.status().equals("completed") ? Exit.DONE : Exit.FAILED;
    }
  }

  /// Works until the run is over. A stop lets jobs reach their next page and leaves the rest to
  /// others.
  static RunSnapshot work(Session session, Printer out, RunId run, int slots)
      throws InterruptedException {
    try (PipelineRuntime workers = session.workers(EnumSet.allOf(Stage.class), slots)) {
      workers.start();
      Progress progress = new Progress(out);
      while (true) {
        RunSnapshot now = session.monitor().run(run).orElseThrow();
        if (now.isOver()) {
          return now;
        }
        progress.show(now);
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (InterruptedException stopped) {
      out.note(
          "cutover: stopped. Run "
              + run
              + " stays open; what is loaded stays. `cutover workers` goes on.");
      throw stopped;
    }
  }

  @Command(name = "status", description = "Shows a run, or the latest runs.")
  static final class Status extends Verb {
    private static final int LATEST = 10;

    @Option(names = "--run", paramLabel = "N")
    private long run;

    @Option(names = "--watch", description = "until the run is over")
    private boolean watch;

    @Override
    int run(Session session, Printer out) throws InterruptedException {
      Ready.database(session);
      if (run > 0) {
        return one(session, out);
      }
      do {
        List<RunSnapshot> latest = session.monitor().latestRuns(LATEST);
        ArrayNode json = Printer.array();
        latest.forEach(each -> json.add(RunText.json(each)));
        out.document(json);
        if (latest.isEmpty()) {
          out.line("No runs yet. Start one with `cutover pipeline run --integration N`.");
        }
        latest.forEach(each -> RunText.lines(each).forEach(out::line));
        if (watch) {
          TimeUnit.SECONDS.sleep(1);
        }
      } while (watch);
      return Exit.DONE;
    }

    private int one(Session session, Printer out) throws InterruptedException {
      while (true) {
        RunSnapshot now =
            session
                .monitor()
                .run(new RunId(run))
                .orElseThrow(() -> new IllegalArgumentException("There is no run " + run + "."));
        out.document(RunText.json(now));
        RunText.lines(now).forEach(out::line);
        if (!watch || now.isOver()) {
          return Exit.DONE;
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }
}
