package dev.cutover.ui.settings;

import dev.cutover.job.IntegrationId;
import dev.cutover.pipeline.stage.Mappings;
import java.util.List;

/// The command that does what a button does, for whoever wants to repeat or record it.
final class MappingCommandLine {
  private MappingCommandLine() {}

  static String set(
      Mappings.Tenant tenant,
      Mappings.Kind kind,
      List<Mappings.Line> chosen,
      Mappings.Meaning meaning) {
    String grade =
        switch (kind) {
          case STATUSES -> " --category " + quoted(meaning.grade());
          case TYPES -> " --level " + quoted(meaning.grade());
          case FIELDS -> "";
        };
    return line("set", tenant, kind, chosen)
        + " --to "
        + quoted(meaning.to())
        + grade
        + " --approve";
  }

  static String remove(Mappings.Tenant tenant, Mappings.Kind kind, List<Mappings.Line> chosen) {
    return line("remove", tenant, kind, chosen) + " --approve";
  }

  private static String line(
      String verb, Mappings.Tenant tenant, Mappings.Kind kind, List<Mappings.Line> chosen) {
    StringBuilder line = new StringBuilder("cutover mapping " + verb + " " + kind.word());
    chosen.forEach(each -> line.append(' ').append(quoted(each.value())));
    line.append(" --tenant ").append(quoted(tenant.name()));
    IntegrationId integration = chosen.getFirst().integration();
    if (integration != null) {
      line.append(" --integration ").append(integration);
    }
    return line.toString();
  }

  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_.,:/-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
