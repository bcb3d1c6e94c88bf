package dev.cutover.cli;

import dev.cutover.boot.CutoverChecks;
import dev.cutover.boot.Ready;
import dev.cutover.boot.Session;
import dev.cutover.check.Examined;
import dev.cutover.check.Thresholds;
import dev.cutover.check.Verdict;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `validate`: the checklist after the switch, without a run of a cutover.
@Command(
    name = "validate",
    description =
        "Carries out the checklist after the switch: does it work, is it fast, is all there."
            + " Changes nothing; 3 when an item fails.")
final class ValidateCommand extends Verb {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "what happened after it is looked at, such as 2026-01-31T12:00:00Z (default: a"
              + " day ago)")
  private @Nullable String since;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "a threshold, such as validate.throughput=20")
  private Map<String, String> thresholds = new HashMap<>();

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    Ready.database(session);
    List<Examined> all =
        new CutoverChecks(session, System.getenv()).checklist(new Thresholds(thresholds), since());
    boolean ok = all.stream().noneMatch(each -> each.verdict() == Verdict.FAIL);
    ObjectNode json = Printer.object().put("ok", ok);
    ArrayNode items = json.putArray("items");
    for (Examined each : all) {
      items
          .addObject()
          .put("id", each.id())
          .put("group", each.group())
          .put("title", each.title())
          .put("result", each.verdict().name().toLowerCase(Locale.ROOT))
          .put("looked", each.looked())
          .put("wanted", each.wanted())
          .put("found", each.found())
          .put("remedy", each.remedy());
      tell(each, out);
    }
    out.document(json);
    return ok ? Exit.DONE : Exit.CHECK_FAILED;
  }

  private static void tell(Examined each, Printer out) {
    String verdict =
        each.verdict() == Verdict.NOT_APPLICABLE
            ? "n/a"
            : each.verdict().name().toLowerCase(Locale.ROOT);
    out.line(String.format(Locale.ROOT, "%-4s  %-4s %s", verdict, each.id(), each.title()));
    out.line("            looked at " + each.looked());
    out.line("            wanted    " + each.wanted());
    out.line("            found     " + each.found());
    if (!each.remedy().isEmpty()) {
      out.line("            next      " + each.remedy());
    }
  }

  private @Nullable Instant since() {
    String given = since;
    try {
      return given == null ? null : Instant.parse(given);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--since must be a time such as 2026-01-31T12:00:00Z, and is " + given + ".", e);
    }
  }
}
