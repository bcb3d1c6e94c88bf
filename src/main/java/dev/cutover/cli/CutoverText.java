package dev.cutover.cli;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.StepName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Plans and runs in words, and as JSON.
final class CutoverText {
  private CutoverText() {}

  static List<String> plan(FrozenPlan frozen) {
    CutoverPlan plan = frozen.plan();
    CutoverPlan.Target target = plan.target();
    List<String> lines = new ArrayList<>();
    lines.add("Plan " + plan.id() + ", made " + plan.made() + " by " + plan.actor());
    lines.add("SHA-256  " + frozen.sha256());
    lines.add(
        "database "
            + target.host()
            + ":"
            + target.port()
            + "/"
            + target.database()
            + ", PostgreSQL "
            + target.serverVersion()
            + ", system identifier "
            + target.systemIdentifier()
            + ", OID "
            + target.databaseOid());
    lines.add("broker   " + target.broker() + " (" + target.brokerName() + ")");
    lines.add(
        "service  "
            + plan.service().name()
            + " in "
            + plan.service().folder()
            + ", role "
            + plan.service().role()
            + ", replaced by "
            + plan.service().replacement());
    lines.add("tables   " + plan.tables().size() + " of the platform");
    plan.options().forEach((name, value) -> lines.add("option   " + name + "=" + value));
    lines.add("");
    for (StepName step : plan.steps()) {
      Duration known = plan.estimates().get(step.word());
      lines.add(
          String.format(Locale.ROOT, "%-4s %s", step.number(), step.word())
              + (known == null ? "" : ", about " + known.toSeconds() + " s"));
    }
    return lines;
  }

  static List<String> lines(CutoverSnapshot run) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Run "
            + run.run()
            + ": "
            + run.state().name().toLowerCase(Locale.ROOT)
            + (run.way() == dev.cutover.cutover.RunHistory.Way.FORWARD ? "" : ", going back"));
    for (CutoverSnapshot.StepLine each : run.steps()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-4s %-11s %-8s %s",
              each.name().number(),
              each.name().word(),
              each.state().name().toLowerCase(Locale.ROOT),
              each.took().map(took -> seconds(took) + " s").orElse("") + each.error()));
    }
    if (!run.frozenFor().isZero()) {
      lines.add(
          "Writes have been frozen for "
              + seconds(run.frozenFor())
              + " s, since "
              + run.frozenSince().orElseThrow()
              + ".");
    }
    run.findings().stream().map(CutoverText::finding).forEach(lines::add);
    run.decision().ifPresent(decision -> lines.add("Asked: " + decision.text()));
    run.failure().ifPresent(problem -> lines.add("Failed: " + problem));
    if (!run.led().isEmpty() && run.failure().isPresent()) {
      lines.add("That is after: " + run.led());
    }
    return lines;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
  }

  static String finding(Finding each) {
    return "  "
        + each.severity().name().toLowerCase(Locale.ROOT)
        + "  "
        + each.check()
        + ": "
        + each.found()
        + (each.remedy().isEmpty() ? "" : " " + each.remedy());
  }

  static ObjectNode json(CutoverSnapshot run) {
    ObjectNode json = Printer.object().put("run", run.run());
    json.put("state", run.state().name().toLowerCase(Locale.ROOT))
        .put("way", run.way().name().toLowerCase(Locale.ROOT))
        .put("plan_sha256", run.plan().sha256())
        .put("frozen_seconds", run.frozenFor().toSeconds());
    ArrayNode steps = json.putArray("steps");
    for (CutoverSnapshot.StepLine each : run.steps()) {
      ObjectNode step = steps.addObject().put("step", each.name().word());
      step.put("number", each.name().number())
          .put("state", each.state().name().toLowerCase(Locale.ROOT))
          .put("error", each.error());
      each.took().ifPresent(took -> step.put("milliseconds", took.toMillis()));
      ObjectNode findings = step.putObject("findings");
      each.findings().facts().forEach(findings::put);
    }
    findings(json.putArray("findings"), run.findings());
    run.decision()
        .ifPresent(
            decision ->
                json.putObject("decision")
                    .put("kind", decision.kind().name().toLowerCase(Locale.ROOT))
                    .put("step", decision.step().word())
                    .put("text", decision.text()));
    run.failure()
        .ifPresent(
            problem ->
                json.putObject("failure")
                    .put("code", problem.code())
                    .put("what", problem.what())
                    .put("remedy", problem.remedy()));
    return json;
  }

  static void findings(ArrayNode array, List<Finding> findings) {
    for (Finding each : findings) {
      array
          .addObject()
          .put("check", each.check())
          .put("result", each.severity().name().toLowerCase(Locale.ROOT))
          .put("found", each.found())
          .put("remedy", each.remedy());
    }
  }

  static String record(JournalRecord each) {
    String place = each.step() + (each.effect().isEmpty() ? "" : "/" + each.effect());
    return each.at().truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
        + "  "
        + String.format(
            Locale.ROOT, "%-14s %-40s", each.phase().name().toLowerCase(Locale.ROOT), place)
        + (each.evidence().facts().isEmpty() ? "" : " " + each.evidence().facts())
        + (each.error().isEmpty() ? "" : " ERROR " + each.error());
  }
}
