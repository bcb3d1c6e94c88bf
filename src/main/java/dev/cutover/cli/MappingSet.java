package dev.cutover.cli;

import dev.cutover.pipeline.stage.Mappings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `mapping set`.
@Command(
    name = "set",
    description = {
      "Gives values a meaning and applies it.",
      "  cutover mapping set statuses \"In Arbeit\" --to \"In Progress\" --category \"In"
          + " Progress\"",
      "  cutover mapping set types Story --to Story --level \"0 Stories\"",
      "  cutover mapping set fields customfield_10024 --to story_points"
    })
final class MappingSet extends MappingChange {
  @Option(names = "--to", required = true, paramLabel = "NAME", description = "step, type, column")
  private String to = "";

  @Option(names = "--category", paramLabel = "C", description = "of statuses, such as Done")
  private @Nullable String category;

  @Option(
      names = "--level",
      paramLabel = "L",
      description = "of types: number, name, or both for a new one")
  private @Nullable String level;

  @Override
  Mappings.Answer change(
      Mappings mappings, Mappings.Place place, List<String> wanted, Mappings.By by) {
    String grade =
        switch (place.kind()) {
          case STATUSES -> given("--category", category);
          case TYPES -> given("--level", level);
          case FIELDS -> "";
        };
    return mappings.set(place, wanted, new Mappings.Meaning(to, grade), by);
  }

  private static String given(String option, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("Missing required option: '" + option + "'.");
    }
    return value;
  }

  @Override
  @Nullable String doubt(List<String> wanted, List<Mappings.Line> present) {
    List<String> replaced =
        present.stream()
            .filter(line -> !line.unmapped() && isReplaced(line, wanted))
            .map(line -> "'" + line.value() + "' means " + meaning(line) + " now")
            .toList();
    if (!replaced.isEmpty()) {
      return "This would replace what is there: " + String.join("; ", replaced) + ".";
    }
    return wanted.size() > 1 ? "This would map " + wanted.size() + " values." : null;
  }

  /// A word has one meaning, a column one field.
  private boolean isReplaced(Mappings.Line line, List<String> wanted) {
    boolean named = wanted.stream().anyMatch(line.value()::equalsIgnoreCase);
    return line.integration() == null ? named : !named && meaning(line).equals(to);
  }

  private static String meaning(Mappings.Line line) {
    Mappings.Meaning meaning = line.meaning();
    return meaning == null ? "" : meaning.to();
  }

  @Override
  String done() {
    return "mapped to " + to;
  }
}
