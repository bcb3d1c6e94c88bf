package dev.cutover.cli;

import dev.cutover.job.EntityType;
import dev.cutover.monitor.GapCause;
import dev.cutover.monitor.GapExplanation;
import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.monitor.Reconciliation;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The causes of a gap as text and JSON, with the command that leads on.
final class GapText {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private GapText() {}

  static void explain(
      Reconciliation.Line line, PipelineMonitor monitor, ArrayNode json, Printer out) {
    EntityType entity = EntityType.of(line.entity()).orElseThrow();
    GapExplanation found =
        monitor.explain(
            new GapExplanation.Scope(line.tenantId(), line.integration(), entity), PATIENCE);
    ObjectNode node =
        json.addObject()
            .put("tenant", line.tenant())
            .put("tenant_id", line.tenantId())
            .put("integration", line.integration())
            .put("entity", line.entity())
            .put("complete", found.complete())
            .put("rows", found.rows());
    out.line("");
    out.line(
        String.format(
            Locale.ROOT,
            "%s of tenant %s, integration %d: %s%,d not loaded",
            line.entity(),
            line.tenant(),
            line.integration(),
            found.complete() ? "" : "at least ",
            found.rows()));
    ArrayNode causes = node.putArray("causes");
    for (GapExplanation.Group group : found.groups()) {
      causes
          .addObject()
          .put("cause", group.cause().word())
          .put("rows", group.rows())
          .put("code", group.code())
          .put("problem", group.problem())
          .put("remedy", remedy(group))
          .put("example_raw_id", group.example().id())
          .put("example", group.example().name())
          .put("job", group.job())
          .put("command", command(line, group));
      out.line(String.format(Locale.ROOT, "  %,9d  %s", group.rows(), what(group)));
      out.line("             such as " + group.example().name() + ", raw row " + exampleOf(group));
      out.line("             " + remedy(group));
      out.line("             " + command(line, group));
    }
  }

  private static String exampleOf(GapExplanation.Group group) {
    return group.example().id() + (group.job() == null ? "" : ", job " + group.job());
  }

  private static String what(GapExplanation.Group group) {
    String cause =
        switch (group.cause()) {
          case NO_JOB -> "wait, and no job takes them on";
          case REJECTED -> "were rejected by the transform";
          case JOB_DEAD -> "have a dead job";
          case JOB_CANCELLED -> "have a cancelled job";
          case WAITING -> "wait for their job's turn";
          case NO_MESSAGE -> "have a queued job without a message";
          case RUNNING -> "are being worked on";
          case NOT_LOADED -> "are transformed, and no job loads them";
          case ROW_MISSING -> "are marked loaded, and their business row is not there";
          case SKIPPED -> "were left out by a person";
        };
    return group.problem() == null ? cause : cause + ": " + group.problem();
  }

  private static String remedy(GapExplanation.Group group) {
    String own = group.remedy();
    return switch (group.cause()) {
      case NO_JOB, NOT_LOADED, ROW_MISSING -> "Re-queue them: cutover raw requeue.";
      case REJECTED, JOB_DEAD -> own.isEmpty() ? "Mend the cause, then retry or re-queue." : own;
      case JOB_CANCELLED -> "Retry the job, when it was not meant to end.";
      case WAITING -> "Nothing, while workers run: cutover workers.";
      case NO_MESSAGE -> "Nothing, while workers run: they send the message again.";
      case RUNNING -> "Nothing.";
      case SKIPPED -> "Nothing; re-queue them when they are wanted after all.";
    };
  }

  private static String command(Reconciliation.Line line, GapExplanation.Group group) {
    GapCause cause = group.cause();
    String scope = " --tenant " + line.tenantId() + " --entity " + line.entity();
    return cause.jobStates().isEmpty()
        ? "cutover raw list --integration "
            + line.integration()
            + scope
            + " --state "
            + cause.rawState()
        : "cutover jobs list --state " + cause.jobStates() + scope;
  }
}
