package dev.cutover.boot;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.PlanDraft;
import dev.cutover.cutover.RunShelf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What a plan begins with: that of the last run here, else the old service of the profile, else
/// nothing but names that are usual.
final class PlanDrafts {
  private static final Path NOWHERE = Path.of("");

  private final Session session;
  private final RunShelf shelf;
  private final Predicate<CutoverPlan.Target> here;

  /// @param here whether a plan is for the session's database
  PlanDrafts(Session session, RunShelf shelf, Predicate<CutoverPlan.Target> here) {
    this.session = session;
    this.shelf = shelf;
    this.here = here;
  }

  PlanDraft usual() {
    Optional<CutoverPlan> last =
        shelf.runs().stream()
            .map(run -> shelf.plan(run).plan())
            .filter(plan -> here.test(plan.target()))
            .findFirst();
    if (last.isPresent()) {
      return new PlanDraft(last.get().service(), last.get().options());
    }
    Path file = ServiceFile.of(session.home(), session.target().profile());
    if (Files.isRegularFile(file)) {
      return new PlanDraft(ServiceFile.read(file), ServiceFile.options(file));
    }
    return new PlanDraft(
        new OldServicePlan(
            "etl-service",
            NOWHERE,
            NOWHERE,
            NOWHERE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            ""),
        Map.of());
  }
}
