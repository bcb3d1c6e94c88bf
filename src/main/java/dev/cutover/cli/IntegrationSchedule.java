package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Schedules;
import dev.cutover.pipeline.stage.Schedules.Rhythm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `integration schedule`: shows, sets and removes how often integrations are read by themselves.
@Command(
    name = "schedule",
    description = {
      "Shows how often integrations are read by themselves; sets or removes it for one.",
      "  cutover integration schedule",
      "  cutover integration schedule --integration 1 --every 60 --retry 15",
      "  cutover integration schedule --integration 1 --off",
      "Runs are started by worker processes that extract (`cutover workers`, an embedded window)."
    })
final class IntegrationSchedule extends Verb {
  @Option(names = "--integration", paramLabel = "N", description = "all when left out")
  private @Nullable Long integration;

  @Option(names = "--every", paramLabel = "MINUTES", description = "from start to start, 1 to 1440")
  private @Nullable Integer every;

  @Option(
      names = "--retry",
      paramLabel = "MINUTES",
      description = "from the end of a failed run to the next, 1 to 60; --every when left out")
  private @Nullable Integer retry;

  @Option(names = "--off", description = "removes the schedule")
  private boolean off;

  @Option(names = "--reason", paramLabel = "TEXT", description = "kept with the change")
  private String reason = "asked for on the command line";

  @Override
  int run(Session session, Printer out) {
    Integer minutes = every;
    if (off && (minutes != null || retry != null)) {
      throw new IllegalArgumentException("--off goes without --every and --retry.");
    }
    if (retry != null && minutes == null) {
      throw new IllegalArgumentException("--retry goes with --every.");
    }
    if (minutes == null && !off) {
      Ready.database(session);
      return show(session, out);
    }
    mustBeWritable();
    Long named = integration;
    if (named == null) {
      throw new IllegalArgumentException("Say which one: --integration N.");
    }
    Ready.database(session);
    IntegrationAdmin.Line line = Ready.integration(session, named);
    return change(session, out, line, minutes == null ? null : new Rhythm(minutes, retry));
  }

  private int show(Session session, Printer out) {
    Long named = integration;
    List<IntegrationAdmin.Line> lines =
        named == null
            ? session.integrationAdmin().list()
            : List.of(Ready.integration(session, named));
    Map<Long, Schedules.Line> schedules = new HashMap<>();
    session.schedules().list().forEach(each -> schedules.put(each.integration().value(), each));
    ArrayNode json = Printer.array();
    List<List<String>> rows = new ArrayList<>();
    for (IntegrationAdmin.Line line : lines) {
      Schedules.Line schedule = schedules.get(line.integration());
      json.add(json(line, schedule));
      rows.add(row(line, schedule));
    }
    out.document(json);
    if (rows.isEmpty()) {
      out.line("No integrations yet. Add one with `cutover integration add`.");
    } else {
      out.table(
          List.of("integration", "tenant", "provider", "every", "after a failure", "next run"),
          rows);
    }
    return Exit.DONE;
  }

  private int change(
      Session session, Printer out, IntegrationAdmin.Line line, @Nullable Rhythm wanted) {
    TenantId tenant = new TenantId(line.tenantId());
    IntegrationId id = new IntegrationId(line.integration());
    Schedules schedules = session.schedules();
    schedules
        .of(id)
        .filter(now -> !now.rhythm().equals(wanted) && !options.approve)
        .ifPresent(
            now -> {
              throw new Refused(
                  Exit.NEEDS_DECISION,
                  new Problem(
                      "decision.schedule",
                      "Integration %s of tenant %s is read %s now. This would %s. Nothing was changed."
                          .formatted(
                              id,
                              line.tenant(),
                              now.rhythm(),
                              wanted == null ? "end that" : "make it " + wanted),
                      "Add --approve to do it."));
            });
    Mappings.By by = new Mappings.By(System.getProperty("user.name", "unknown"), reason);
    Schedules.Answer answer =
        wanted == null ? schedules.remove(tenant, id, by) : schedules.set(tenant, id, wanted, by);
    return switch (answer) {
      case Schedules.Answer.Refused refused -> throw new Refused(Exit.USAGE, refused.problem());
      case Schedules.Answer.Changed changed -> {
        Schedules.Line now = changed.line();
        out.document(json(line, now));
        out.line(
            now == null
                ? "Integration %s of tenant %s is read only when a run is started by hand."
                    .formatted(id, line.tenant())
                : "Integration %s of tenant %s is read %s. Next run: %s."
                    .formatted(id, line.tenant(), now.rhythm(), next(now)));
        yield Exit.DONE;
      }
    };
  }

  private static List<String> row(IntegrationAdmin.Line line, Schedules.@Nullable Line schedule) {
    Integer again = schedule == null ? null : schedule.rhythm().retryMinutes();
    return List.of(
        String.valueOf(line.integration()),
        line.tenant(),
        line.provider(),
        schedule == null ? "-" : schedule.rhythm().everyMinutes() + " min",
        again == null ? "-" : again + " min",
        schedule == null ? "by hand" : next(schedule));
  }

  private static String next(Schedules.Line schedule) {
    Instant next = schedule.next();
    if (schedule.running()) {
      return "a run is active";
    }
    return next == null
        ? "none, it is switched off"
        : schedule.due() ? "as soon as a worker is there" : next.toString();
  }

  private static ObjectNode json(IntegrationAdmin.Line line, Schedules.@Nullable Line schedule) {
    ObjectNode node =
        Printer.object()
            .put("tenant", line.tenantId())
            .put("tenant_name", line.tenant())
            .put("integration", line.integration());
    put(node, schedule);
    return node;
  }

  /// Adds a schedule to what is told of an integration.
  ///
  /// @param schedule null when the integration is read by hand only
  static void put(ObjectNode node, Schedules.@Nullable Line schedule) {
    Instant next = schedule == null ? null : schedule.next();
    node.put("every_minutes", schedule == null ? null : schedule.rhythm().everyMinutes())
        .put("retry_minutes", schedule == null ? null : schedule.rhythm().retryMinutes())
        .put("next", next == null ? null : next.toString())
        .put("running", schedule != null && schedule.running())
        .put("due", schedule != null && schedule.due());
  }

  /// How often an integration is read, and when next, in a few words.
  static String words(Schedules.@Nullable Line schedule) {
    return schedule == null ? "by hand" : schedule.rhythm() + "; next: " + next(schedule);
  }
}
