package dev.cutover.cli;

import dev.cutover.pipeline.stage.Mappings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `mapping remove`.
@Command(name = "remove", description = "Takes the meaning of values away.")
final class MappingRemove extends MappingChange {
  @Override
  Mappings.Answer change(
      Mappings mappings, Mappings.Place place, List<String> wanted, Mappings.By by) {
    return mappings.remove(place, wanted, by);
  }

  @Override
  @Nullable String doubt(List<String> wanted, List<Mappings.Line> present) {
    long there =
        present.stream()
            .filter(line -> wanted.stream().anyMatch(line.value()::equalsIgnoreCase))
            .count();
    return there == 0 ? null : "This would remove " + there + " of the tenant's mappings.";
  }

  @Override
  String done() {
    return "without a meaning";
  }
}
