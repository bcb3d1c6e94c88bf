package dev.cutover.cli;

import dev.cutover.boot.CutoverDesk;
import dev.cutover.boot.Session;
import dev.cutover.check.Finding;
import dev.cutover.cutover.DryRun;
import dev.cutover.cutover.FrozenPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `preflight`: what a run would meet.
@Command(
    name = "preflight",
    description = "Looks at everything that a cutover would meet. Changes nothing.")
final class PreflightCommand extends Verb {
  @Mixin PlanCommand.PlanOptions plan = new PlanCommand.PlanOptions();

  @Option(names = "--plan", paramLabel = "FILE", description = "a plan that was made before")
  private @Nullable Path file;

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    CutoverDesk desk = new CutoverDesk(session);
    FrozenPlan frozen =
        file == null ? plan.make(session, desk, options.profileName()) : desk.files().load(file);
    return print(desk.dryRun(frozen).look(), out);
  }

  static int print(List<DryRun.Line> lines, Printer out) {
    boolean ok = true;
    ObjectNode json = Printer.object();
    ArrayNode steps = json.putArray("steps");
    for (DryRun.Line line : lines) {
      ObjectNode step = steps.addObject().put("step", line.card().name().word());
      step.put("trouble", line.trouble());
      CutoverText.findings(step.putArray("findings"), line.findings());
      line.facts().forEach(step.putArray("effects")::add);
      out.line(
          String.format(Locale.ROOT, "%-4s %s", line.card().name().number(), line.card().title()));
      line.findings().stream().map(CutoverText::finding).forEach(out::line);
      line.facts().forEach(fact -> out.line("        " + fact));
      if (!line.trouble().isEmpty()) {
        out.line("        not to be seen before the steps ahead of it: " + line.trouble());
      }
      ok &= line.findings().stream().noneMatch(f -> f.severity() == Finding.Severity.FAIL);
    }
    json.put("ok", ok);
    out.document(json);
    out.line(
        ok
            ? "Nothing stands in the way. Nothing was changed."
            : "A check failed. Nothing was changed.");
    return ok ? Exit.DONE : Exit.CHECK_FAILED;
  }
}
