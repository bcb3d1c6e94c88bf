package dev.cutover.cli;

import dev.cutover.boot.CutoverDesk;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.job.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plan`.
@Command(
    name = "plan",
    description = "Writes down what a cutover of these servers would be. Changes nothing there.")
final class PlanCommand extends Verb {
  @Mixin PlanOptions plan = new PlanOptions();

  @Option(names = "--out", paramLabel = "FILE", description = "for review; `run --plan` takes it")
  private @Nullable Path file;

  /// How a plan is made.
  static final class PlanOptions {
    @Mixin ServiceOptions service = new ServiceOptions();

    @Option(
        names = "--set",
        paramLabel = "NAME=VALUE",
        description = "option of the plan, such as soak=PT24H")
    private Map<String, String> options = new LinkedHashMap<>();

    FrozenPlan make(Session session, CutoverDesk desk, String profile) throws InterruptedException {
      Map<String, String> all = new LinkedHashMap<>(service.options(session, profile));
      all.putAll(options);
      return desk.plan(service.plan(session, profile), all);
    }
  }

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    CutoverDesk desk = new CutoverDesk(session);
    FrozenPlan made = plan.make(session, desk, options.profileName());
    Path to = file;
    if (to != null) {
      if (Files.exists(to) && !options.approve) {
        throw new Refused(
            Exit.NEEDS_DECISION,
            new Problem(
                "plan.exists",
                "The file " + to + " exists. Nothing was written.",
                "Name another one, or add --approve to replace it."));
      }
      desk.files().save(made, to);
    }
    out.document(
        Printer.object()
            .put("plan", made.plan().id())
            .put("sha256", made.sha256())
            .put("file", to == null ? "" : to.toString()));
    CutoverText.plan(made).forEach(out::line);
    if (to != null) {
      out.line("");
      out.line("Written to " + to + ". `cutover run --plan " + to + "` carries it out.");
    }
    return Exit.DONE;
  }
}
