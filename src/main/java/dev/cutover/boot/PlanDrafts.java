package dev.cutover.boot;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.PlanDraft;
import dev.cutover.cutover.RunShelf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a plan begins with: the last run's, else the old service of the profile, else nothing but
/// names that are usual.
final class PlanDrafts {
  private static final Path NOWHERE = Path.of("");

  private final Session session;
  private final RunShelf shelf;

  PlanDrafts(Session session, RunShelf shelf) {
    this.session = session;
    this.shelf = shelf;
  }

  PlanDraft usual() {
    List<String> runs = shelf.runs();
    if (!runs.isEmpty()) {
      CutoverPlan last = shelf.plan(runs.getFirst()).plan();
      return new PlanDraft(last.service(), last.options());
    }
    Path file = ServiceFile.of(session.home(), session.target().profile());
    if (Files.isRegularFile(file)) {
      return new PlanDraft(ServiceFile.read(file), Map.of());
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
