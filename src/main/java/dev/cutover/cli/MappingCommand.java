package dev.cutover.cli;

import dev.cutover.boot.Refused;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.stage.Mappings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `mapping list, set, remove`.
@Command(
    name = "mapping",
    description =
        "What a tenant's own statuses, types and custom fields mean in the platform's columns.",
    mixinStandardHelpOptions = true,
    subcommands = {MappingList.class, MappingSet.class, MappingRemove.class})
final class MappingCommand extends Group {
  static final String KINDS = "statuses|types|fields";

  static Mappings.Kind kind(String word) {
    return Mappings.Kind.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException("'" + word + "' is none of statuses, types, fields."));
  }

  /// The tenants that are meant: the one that is named, or all.
  static List<Mappings.Tenant> tenants(Mappings mappings, @Nullable String named) {
    List<Mappings.Tenant> all = mappings.tenants();
    if (named == null) {
      return all;
    }
    List<Mappings.Tenant> found =
        all.stream()
            .filter(each -> each.name().equals(named) || each.id().toString().equals(named))
            .toList();
    if (found.isEmpty()) {
      throw new Refused(
          Exit.USAGE,
          new Problem(
              "tenant.unknown",
              "There is no tenant '" + named + "' with an integration.",
              "There are: "
                  + String.join(", ", all.stream().map(Mappings.Tenant::name).toList())
                  + "."));
    }
    return found;
  }
}
