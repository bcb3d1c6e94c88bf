package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.JobId;
import dev.cutover.job.JobState;
import dev.cutover.job.Problem;
import dev.cutover.monitor.JobBrowser;
import dev.cutover.pipeline.JobActions;
import dev.cutover.pipeline.JobFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `jobs list, show, retry, cancel`.
@Command(
    name = "jobs",
    description = "Looks at jobs and acts on one, some, or all that match.",
    mixinStandardHelpOptions = true,
    subcommands = {
      JobsCommand.ListThem.class,
      JobsCommand.Show.class,
      JobsCommand.Retry.class,
      JobsCommand.Cancel.class
    })
final class JobsCommand extends Group {

  /// Which jobs.
  static final class Which {
    private static final Pattern AGE = Pattern.compile("([0-9]+)([smhd])");

    @Parameters(arity = "0..*", paramLabel = "ID", description = "job ids")
    private List<Long> ids = new ArrayList<>();

    @Option(names = "--state", split = ",", paramLabel = "S,..")
    private List<String> states = new ArrayList<>();

    @Option(names = "--stage", paramLabel = "extract|transform|load")
    private @Nullable String stage;

    @Option(names = "--tenant", paramLabel = "T")
    private @Nullable String tenant;

    @Option(names = "--entity", paramLabel = "E")
    private @Nullable String entity;

    @Option(names = "--run", paramLabel = "N")
    private @Nullable Long run;

    @Option(
        names = "--payload-path",
        paramLabel = "JSONPATH",
        description = "such as '$.raw_ids[*] ? (@ == 7)'")
    private @Nullable String payloadPath;

    @Option(names = "--older-than", paramLabel = "AGE", description = "such as 90s, 15m, 2h, 1d")
    private @Nullable String olderThan;

    JobFilter filter() {
      Set<JobState> wanted = EnumSet.noneOf(JobState.class);
      for (String state : states) {
        try {
          wanted.add(JobState.valueOf(state.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "--state: '"
                  + state
                  + "' is not pending, queued, running, completed, dead or cancelled.",
              e);
        }
      }
      return new JobFilter(
          ids.stream().map(JobId::new).toList(),
          wanted,
          Optional.ofNullable(stage),
          Optional.ofNullable(tenant),
          Optional.ofNullable(entity),
          Optional.ofNullable(run),
          Optional.ofNullable(payloadPath),
          Optional.ofNullable(olderThan).map(Which::age));
    }

    private static Duration age(String text) {
      Matcher age = AGE.matcher(text);
      if (!age.matches()) {
        throw new IllegalArgumentException("--older-than must look like 90s, 15m, 2h or 1d.");
      }
      long number = Long.parseLong(age.group(1));
      return switch (age.group(2)) {
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    }

    boolean isOneJob() {
      return ids.size() == 1;
    }

    boolean isEverything() {
      return ids.isEmpty()
          && states.isEmpty()
          && stage == null
          && tenant == null
          && entity == null
          && run == null
          && payloadPath == null
          && olderThan == null;
    }
  }

  @Command(name = "list", description = "Lists jobs, the newest first.")
  static final class ListThem extends Verb {
    @Mixin Which which = new Which();

    @Option(names = "--limit", paramLabel = "N", description = "at the most (default 50)")
    private int limit = 50;

    @Override
    int run(Session session, Printer out) {
      Ready.database(session);
      List<JobBrowser.JobLine> jobs = session.jobs().list(which.filter(), limit);
      ArrayNode json = Printer.array();
      List<List<String>> rows = new ArrayList<>();
      for (JobBrowser.JobLine job : jobs) {
        json.add(json(job));
        rows.add(
            List.of(
                String.valueOf(job.id()),
                job.stage(),
                job.entity(),
                job.state(),
                job.attempt() + "/" + job.maxAttempts(),
                String.valueOf(job.priority()),
                job.run() == null ? "" : String.valueOf(job.run()),
                job.problem() == null ? "" : shortened(job.problem())));
      }
      out.document(json);
      if (rows.isEmpty()) {
        out.line("No job matches.");
        return Exit.DONE;
      }
      out.table(
          List.of("id", "stage", "entity", "state", "attempt", "priority", "run", "last problem"),
          rows);
      long all = session.jobs().count(which.filter());
      if (all > rows.size()) {
        out.line("(" + rows.size() + " of " + all + "; --limit shows more)");
      }
      return Exit.DONE;
    }

    private static String shortened(String text) {
      return text.length() > 80 ? text.substring(0, 77) + "..." : text;
    }
  }

  private static ObjectNode json(JobBrowser.JobLine job) {
    return Printer.object()
        .put("id", job.id())
        .put("tenant", job.tenant())
        .put("integration", job.integration())
        .put("run", job.run())
        .put("stage", job.stage())
        .put("entity", job.entity())
        .put("state", job.state())
        .put("priority", job.priority())
        .put("attempt", job.attempt())
        .put("max_attempts", job.maxAttempts())
        .put("deferrals", job.deferrals())
        .put("scheduled_at", String.valueOf(job.scheduledAt()))
        .put("created_at", String.valueOf(job.createdAt()))
        .put("problem_code", job.problemCode())
        .put("problem", job.problem());
  }

  @Command(name = "show", description = "Shows one job with its history.")
  static final class Show extends Verb {
    @Parameters(paramLabel = "ID")
    private long id;

    @Override
    int run(Session session, Printer out) {
      Ready.database(session);
      JobBrowser.JobDetail job =
          session
              .jobs()
              .show(new JobId(id))
              .orElseThrow(() -> new IllegalArgumentException("There is no job " + id + "."));
      ObjectNode json = json(job.line());
      json.set("payload", Printer.parsed(job.payload()));
      json.put("progress", job.progress()).put("lease_owner", job.leaseOwner());
      json.set("errors", Printer.parsed(job.errors() == null ? "[]" : job.errors()));
      ArrayNode events = json.putArray("events");
      JobBrowser.JobLine line = job.line();
      out.line(
          "Job "
              + id
              + ": "
              + line.stage()
              + " "
              + line.entity()
              + ", "
              + line.state()
              + ", attempt "
              + line.attempt()
              + " of "
              + line.maxAttempts()
              + ", put off "
              + line.deferrals()
              + " times");
      out.line("  payload " + job.payload());
      if (job.leaseOwner() != null) {
        out.line("  held by " + job.leaseOwner() + " until " + job.leaseUntil());
      }
      for (JobBrowser.Event event : job.events()) {
        events
            .addObject()
            .put("at", String.valueOf(event.at()))
            .put("from", event.from())
            .put("to", event.to())
            .put("actor", event.actor())
            .put("attempt", event.attempt())
            .put("detail", event.detail());
        out.line(
            "  "
                + event.at()
                + "  "
                + (event.from() == null ? "" : event.from() + " -> ")
                + event.to()
                + "  "
                + event.actor()
                + (event.detail() == null ? "" : ": " + event.detail()));
      }
      out.document(json);
      return Exit.DONE;
    }
  }

  /// An act on what matches: one job at once, more only with --approve after the count was shown.
  abstract static class Act extends Verb {
    @Mixin Which which = new Which();

    @Option(names = "--reason", paramLabel = "TEXT", description = "kept with each job")
    private String reason = "asked for on the command line";

    abstract String verb();

    abstract Set<JobState> states();

    abstract long carryOut(JobActions actions, JobFilter filter, String actor, String why);

    @Override
    int run(Session session, Printer out) {
      mustBeWritable();
      if (which.isEverything()) {
        throw new IllegalArgumentException(
            "Say which jobs: ids, --state, --stage, --tenant, --entity, --run ..");
      }
      Ready.database(session);
      JobFilter filter = which.filter();
      Set<JobState> wanted = EnumSet.copyOf(states());
      if (!filter.states().isEmpty()) {
        wanted.retainAll(filter.states());
      }
      long matching = wanted.isEmpty() ? 0 : session.jobs().count(filter.in(wanted));
      if (!which.isOneJob() && matching > 0 && !options.approve) {
        throw new Refused(
            Exit.NEEDS_DECISION,
            new Problem(
                "decision.jobs",
                "This would " + verb() + " " + matching + " jobs. Nothing was changed.",
                "Add --approve to do it; `cutover jobs list` with the same options shows them."));
      }
      long done =
          matching == 0
              ? 0
              : carryOut(
                  session.jobActions(), filter, System.getProperty("user.name", "unknown"), reason);
      out.document(Printer.object().put("matched", matching).put("changed", done));
      out.line(done + " of " + matching + " matching jobs: " + verb() + " done.");
      return Exit.DONE;
    }
  }

  @Command(
      name = "retry",
      description =
          "Dead and cancelled jobs run again with fresh attempts; waiting ones run at once.")
  static final class Retry extends Act {
    @Override
    String verb() {
      return "retry";
    }

    @Override
    Set<JobState> states() {
      return JobActions.RETRYABLE;
    }

    @Override
    long carryOut(JobActions actions, JobFilter filter, String actor, String why) {
      return actions.retry(filter, actor, why);
    }
  }

  @Command(name = "cancel", description = "Waiting jobs end now, running ones at their next page.")
  static final class Cancel extends Act {
    @Override
    String verb() {
      return "cancel";
    }

    @Override
    Set<JobState> states() {
      return JobActions.CANCELLABLE;
    }

    @Override
    long carryOut(JobActions actions, JobFilter filter, String actor, String why) {
      return actions.cancel(filter, actor, why);
    }
  }
}
