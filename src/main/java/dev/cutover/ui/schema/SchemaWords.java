package dev.cutover.ui.schema;

import dev.cutover.check.Finding;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.Rehearsal;
import dev.cutover.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The state of a schema, and what a rehearsal or a migration found, in the words of the window.
final class SchemaWords {
  private final Texts texts;

  SchemaWords(Texts texts) {
    this.texts = texts;
  }

  String headline(MigrationStatus status) {
    return texts.get(
        "schema.headline",
        status.server(),
        texts.get("schema.is." + status.recognition().name().toLowerCase(Locale.ROOT)),
        status.current() == null ? texts.get("schema.version.none") : status.current());
  }

  String pending(MigrationStatus status) {
    int pending = status.pending().size();
    return pending == 0 ? texts.get("schema.pending.none") : texts.get("schema.pending", pending);
  }

  List<Finding> problems(List<MigrationProblem> problems) {
    return problems.stream().map(SchemaWords::finding).toList();
  }

  private static Finding finding(MigrationProblem problem) {
    String check = problem.code().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    boolean bad = problem.blocks() && problem.code() != MigrationProblem.Code.CANCELLED;
    return bad
        ? Finding.fail(check, problem.message(), "")
        : Finding.warn(check, problem.message(), "");
  }

  List<Finding> rehearsed(Rehearsal rehearsal) {
    List<Finding> lines = new ArrayList<>(problems(rehearsal.problems()));
    for (Rehearsal.Step each : rehearsal.steps()) {
      lines.add(
          Finding.pass(
              each.version() + " " + each.description(),
              texts.get("schema.rehearsed.step", each.milliseconds())));
    }
    lines.add(
        rehearsal.unchanged()
            ? Finding.pass(texts.get("schema.catalogue"), texts.get("schema.catalogue.same"))
            : Finding.fail(
                texts.get("schema.catalogue"), texts.get("schema.catalogue.differs"), ""));
    return lines;
  }

  List<Finding> applied(List<String> scripts, List<String> rebuilt) {
    List<Finding> lines = new ArrayList<>();
    scripts.forEach(each -> lines.add(Finding.pass(each, texts.get("schema.applied.script"))));
    rebuilt.forEach(each -> lines.add(Finding.pass(each, texts.get("schema.applied.rebuilt"))));
    return lines;
  }

  String doing(SchemaWork.At at) {
    return texts.get(
        "schema.doing", at.script().version(), at.script().description(), at.done() + 1, at.of());
  }
}
