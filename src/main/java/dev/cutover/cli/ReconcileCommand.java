package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Session;
import dev.cutover.monitor.Reconciliation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `reconcile`: has everything that was extracted arrived, and if not, why?
@Command(
    name = "reconcile",
    description = "Compares raw rows with business rows, record by record; 3 when there is a gap.")
final class ReconcileCommand extends Verb {
  @Option(
      names = "--tenant",
      paramLabel = "T",
      description = "name or id; all tenants when left out")
  private @Nullable String tenant;

  @Option(
      names = "--explain",
      description = "which records are missing in each line with a gap, and why")
  private boolean explain;

  @Option(
      names = "--integration",
      paramLabel = "N",
      description = "with --explain: only the lines of this integration")
  private @Nullable Long integration;

  @Option(
      names = "--entity",
      paramLabel = "E",
      description = "with --explain: only the lines of this entity, such as jira_issues")
  private @Nullable String entity;

  @Override
  int run(Session session, Printer out) {
    if (!explain && (integration != null || entity != null)) {
      throw new IllegalArgumentException("--integration and --entity go with --explain.");
    }
    Ready.database(session);
    Reconciliation found = session.monitor().reconcile(Optional.ofNullable(tenant));
    ObjectNode json = json(found);
    tell(found, out);
    if (explain) {
      ArrayNode explained = json.putArray("explained");
      for (Reconciliation.Line line : found.lines()) {
        if (line.needsExplanation() && isWanted(line)) {
          GapText.explain(line, session.monitor(), explained, out);
        }
      }
    }
    out.document(json);
    return found.ok() ? Exit.DONE : Exit.CHECK_FAILED;
  }

  private boolean isWanted(Reconciliation.Line line) {
    return (integration == null || integration == line.integration())
        && (entity == null || entity.equals(line.entity()));
  }

  static void print(Reconciliation found, Printer out) {
    out.document(json(found));
    tell(found, out);
  }

  private static void tell(Reconciliation found, Printer out) {
    List<List<String>> rows = new ArrayList<>();
    for (Reconciliation.Line line : found.lines()) {
      rows.add(
          List.of(
              line.tenant(),
              String.valueOf(line.integration()),
              line.entity(),
              String.valueOf(line.raw()),
              String.valueOf(line.transformed()),
              String.valueOf(line.loaded()),
              String.valueOf(line.gap()),
              String.valueOf(line.failed())));
    }
    if (rows.isEmpty()) {
      out.line(
          "No raw rows yet. Start with `cutover integration add`, then `cutover pipeline run`.");
    } else {
      out.table(
          List.of(
              "tenant", "integration", "entity", "raw", "transformed", "loaded", "gap", "failed"),
          rows);
    }
    out.line("");
    out.line(
        (found.ok() ? "OK" : "NOT OK")
            + ": gap "
            + found.gap()
            + ", open jobs "
            + found.openJobs()
            + ", dead jobs "
            + found.deadJobs()
            + ", jobs without a message "
            + found.jobsWithoutMessage()
            + ", dead letters "
            + found.deadLetters());
    for (Reconciliation.Unmapped unmapped : found.unmapped()) {
      out.line(
          "Unmapped: "
              + unmapped.values()
              + (unmapped.kind().equals("wit") ? " types" : " statuses")
              + " of tenant "
              + unmapped.tenant()
              + ", integration "
              + unmapped.integration()
              + " have no mapping; metrics built on mappings leave them out. See them: cutover"
              + " mapping list "
              + (unmapped.kind().equals("wit") ? "types" : "statuses")
              + " --unmapped --tenant "
              + unmapped.tenantId()
              + "; give them a meaning: cutover mapping set.");
    }
  }

  private static ObjectNode json(Reconciliation found) {
    ObjectNode node =
        Printer.object()
            .put("ok", found.ok())
            .put("gap", found.gap())
            .put("open_jobs", found.openJobs())
            .put("dead_jobs", found.deadJobs())
            .put("jobs_without_message", found.jobsWithoutMessage())
            .put("dead_letters", found.deadLetters());
    ArrayNode rows = node.putArray("rows");
    for (Reconciliation.Line line : found.lines()) {
      rows.addObject()
          .put("tenant", line.tenant())
          .put("tenant_id", line.tenantId())
          .put("integration", line.integration())
          .put("entity", line.entity())
          .put("raw", line.raw())
          .put("transformed", line.transformed())
          .put("loaded", line.loaded())
          .put("gap", line.gap())
          .put("failed", line.failed());
    }
    ArrayNode unmapped = node.putArray("unmapped");
    for (Reconciliation.Unmapped each : found.unmapped()) {
      unmapped
          .addObject()
          .put("tenant", each.tenant())
          .put("integration", each.integration())
          .put("kind", each.kind())
          .put("values", each.values());
    }
    return node;
  }
}
