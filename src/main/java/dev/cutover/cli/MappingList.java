package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Session;
import dev.cutover.job.IntegrationId;
import dev.cutover.pipeline.stage.Mappings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `mapping list`.
@Command(
    name = "list",
    description = "Shows values with what they mean, the unmapped first, and how much is unmapped.")
final class MappingList extends Verb {
  @Parameters(
      arity = "0..1",
      paramLabel = MappingCommand.KINDS,
      description = "all three when left out")
  private @Nullable String kind;

  @Option(
      names = "--tenant",
      paramLabel = "T",
      description = "name or id; all tenants when left out")
  private @Nullable String tenant;

  @Option(names = "--unmapped", description = "only values that have no meaning yet")
  private boolean unmapped;

  @Override
  int run(Session session, Printer out) {
    List<Mappings.Kind> kinds =
        kind == null ? List.of(Mappings.Kind.values()) : List.of(MappingCommand.kind(kind));
    Ready.database(session);
    Mappings mappings = session.mappings();
    ArrayNode json = Printer.array();
    ObjectNode totals = Printer.object();
    List<List<String>> rows = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (Mappings.Kind each : kinds) {
      long open = 0;
      for (Mappings.Tenant one : MappingCommand.tenants(mappings, tenant)) {
        Mappings.Sheet sheet = mappings.sheet(one.id(), each);
        open += sheet.unmapped();
        for (Mappings.Line line : sheet.lines()) {
          if (line.unmapped() || !unmapped) {
            rows.add(row(one, each, line));
            json.add(json(one, each, line));
          }
        }
        if (each == Mappings.Kind.FIELDS && sheet.looked() > 0) {
          remarks.add(
              "Items of fields are those of the newest "
                  + sheet.looked()
                  + " raw issues of tenant "
                  + one.name()
                  + ".");
        }
      }
      totals.put(each.word(), open);
    }
    ObjectNode all = Printer.object();
    all.set("unmapped", totals);
    all.set("rows", json);
    out.document(all);
    if (rows.isEmpty()) {
      out.line(unmapped ? "Nothing is unmapped." : "There is nothing to map yet.");
    } else {
      out.table(
          List.of("tenant", "kind", "integration", "value", "items", "means", "category, level"),
          rows);
    }
    out.line("");
    totals.properties().forEach(t -> out.line("Unmapped " + t.getKey() + ": " + t.getValue()));
    remarks.forEach(out::line);
    return Exit.DONE;
  }

  private static List<String> row(Mappings.Tenant tenant, Mappings.Kind kind, Mappings.Line line) {
    Mappings.Meaning meaning = line.meaning();
    IntegrationId integration = line.integration();
    String means = meaning == null ? "-" : meaning.to();
    return List.of(
        tenant.name(),
        kind.word(),
        integration == null ? "" : integration.toString(),
        line.value(),
        String.valueOf(line.items()),
        line.unmapped() && meaning != null ? means + " (not applied; set it again)" : means,
        meaning == null ? "" : meaning.grade());
  }

  private static ObjectNode json(Mappings.Tenant tenant, Mappings.Kind kind, Mappings.Line line) {
    Mappings.Meaning meaning = line.meaning();
    IntegrationId integration = line.integration();
    return Printer.object()
        .put("tenant", tenant.name())
        .put("tenant_id", tenant.id().value())
        .put("kind", kind.word())
        .put("integration", integration == null ? null : integration.value())
        .put("value", line.value())
        .put("items", line.items())
        .put("unmapped", line.unmapped())
        .put("to", meaning == null ? null : meaning.to())
        .put("grade", meaning == null ? null : meaning.grade());
  }
}
