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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A change of some values: what it would replace is shown first.
abstract class MappingChange extends Verb {
  @Parameters(index = "0", paramLabel = MappingCommand.KINDS)
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
    Mappings.Kind which = MappingCommand.kind(kind);
    Ready.database(session);
    Mappings mappings = session.mappings();
    List<Mappings.Tenant> found = MappingCommand.tenants(mappings, tenant);
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
