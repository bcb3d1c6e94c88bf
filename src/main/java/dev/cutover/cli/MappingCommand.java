package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.stage.Mappings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `mapping list, set, remove`.
@Command(
    name = "mapping",
    description =
        "What a tenant's own statuses, types and custom fields mean in the platform's columns.",
    mixinStandardHelpOptions = true,
    subcommands = {
      MappingCommand.ListThem.class,
      MappingCommand.Set.class,
      MappingCommand.Remove.class
    })
final class MappingCommand extends Group {
  private static final String KINDS = "statuses|types|fields";

  private static Mappings.Kind kind(String word) {
    return Mappings.Kind.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException("'" + word + "' is none of statuses, types, fields."));
  }

  /// The tenants that are meant: the one that is named, or all.
  private static List<Mappings.Tenant> tenants(Mappings mappings, @Nullable String named) {
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

  @Command(
      name = "list",
      description =
          "Shows values with what they mean, the unmapped first, and how much is unmapped.")
  static final class ListThem extends Verb {
    @Parameters(arity = "0..1", paramLabel = KINDS, description = "all three when left out")
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
          kind == null ? List.of(Mappings.Kind.values()) : List.of(kind(kind));
      Ready.database(session);
      Mappings mappings = session.mappings();
      ArrayNode json = Printer.JSON.createArrayNode();
      ObjectNode totals = Printer.object();
      List<List<String>> rows = new ArrayList<>();
      List<String> remarks = new ArrayList<>();
      for (Mappings.Kind each : kinds) {
        long open = 0;
        for (Mappings.Tenant one : tenants(mappings, tenant)) {
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

    private static List<String> row(
        Mappings.Tenant tenant, Mappings.Kind kind, Mappings.Line line) {
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

  /// A change of some values: what it would replace is shown first.
  abstract static class Change extends Verb {
    @Parameters(index = "0", paramLabel = KINDS)
    private String kind = "";

    @Parameters(
        index = "1..*",
        arity = "1..*",
        paramLabel = "VALUE",
        description = "as `mapping list` prints it")
    private List<String> values = new ArrayList<>();

    @Option(names = "--tenant", paramLabel = "T", description = "name or id; needed if several")
    private @Nullable String tenant;

    @Option(names = "--integration", paramLabel = "N", description = "of fields; needed if several")
    private @Nullable Long integration;

    @Option(names = "--reason", paramLabel = "TEXT", description = "kept with the change")
    private String reason = "asked for on the command line";

    abstract Mappings.Answer change(
        Mappings mappings, Mappings.Place place, List<String> wanted, Mappings.By by);

    /// Whether this needs a yes: many values, or a meaning that goes away.
    abstract @Nullable String doubt(List<String> wanted, List<Mappings.Line> present);

    abstract String done();

    @Override
    int run(Session session, Printer out) {
      mustBeWritable();
      Mappings.Kind which = kind(kind);
      Ready.database(session);
      Mappings mappings = session.mappings();
      List<Mappings.Tenant> found = tenants(mappings, tenant);
      if (found.size() != 1) {
        throw new IllegalArgumentException(
            found.isEmpty()
                ? "There is no tenant with an integration yet."
                : "Say which tenant: --tenant "
                    + String.join(" | ", found.stream().map(Mappings.Tenant::name).toList()));
      }
      Long named = integration;
      Mappings.Place place =
          new Mappings.Place(
              found.getFirst().id(), which, named == null ? null : new IntegrationId(named));
      String doubt = doubt(values, present(mappings.sheet(place.tenant(), which).lines(), named));
      if (doubt != null && !options.approve) {
        throw new Refused(
            Exit.NEEDS_DECISION,
            new Problem(
                "decision.mapping", doubt + " Nothing was changed.", "Add --approve to do it."));
      }
      Mappings.By by = new Mappings.By(System.getProperty("user.name", "unknown"), reason);
      return switch (change(mappings, place, values, by)) {
        case Mappings.Answer.Refused refused -> throw new Refused(Exit.USAGE, refused.problem());
        case Mappings.Answer.Changed changed -> {
          long left = mappings.sheet(place.tenant(), which).unmapped();
          out.document(
              Printer.object()
                  .put("values", changed.values())
                  .put("rows", changed.rows())
                  .put("unmapped", left));
          out.line(
              changed.values()
                  + (changed.values() == 1 ? " value " : " values ")
                  + done()
                  + ". Unmapped "
                  + which.word()
                  + " left: "
                  + left
                  + ".");
          out.line(applied(which, changed.rows(), found.getFirst()));
          yield Exit.DONE;
        }
      };
    }

    private List<Mappings.Line> present(List<Mappings.Line> lines, @Nullable Long named) {
      return lines.stream()
          .filter(line -> line.meaning() != null)
          .filter(
              line -> {
                IntegrationId its = line.integration();
                return its == null || named == null || its.value() == named;
              })
          .toList();
    }

    private static String applied(Mappings.Kind kind, long rows, Mappings.Tenant tenant) {
      return switch (kind) {
        case STATUSES ->
            rows
                + " statuses point elsewhere now. Times and counts of work items follow the"
                + " source's own category and stay as they are.";
        case TYPES -> rows + " types point elsewhere now, with the level of their mapping.";
        case FIELDS ->
            "It holds for what is transformed from now on. For the issues at hand: cutover raw"
                + " requeue --tenant '"
                + tenant.name()
                + "' --entity jira_issues --approve";
      };
    }
  }

  @Command(
      name = "set",
      description = {
        "Gives values a meaning and applies it.",
        "  cutover mapping set statuses \"In Arbeit\" --to \"In Progress\" --category \"In"
            + " Progress\"",
        "  cutover mapping set types Story --to Story --level \"0 Stories\"",
        "  cutover mapping set fields customfield_10024 --to story_points"
      })
  static final class Set extends Change {
    @Option(
        names = "--to",
        required = true,
        paramLabel = "NAME",
        description = "step, type, column")
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

  @Command(name = "remove", description = "Takes the meaning of values away.")
  static final class Remove extends Change {
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
}
