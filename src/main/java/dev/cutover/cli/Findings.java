package dev.cutover.cli;

import dev.cutover.check.Finding;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Prints what checks found.
final class Findings {
  private Findings() {}

  /// @return the exit status: a check that failed makes it 3
  static int print(List<Finding> findings, Printer out) {
    boolean ok = findings.stream().noneMatch(each -> each.severity() == Finding.Severity.FAIL);
    int width = findings.stream().mapToInt(each -> each.check().length()).max().orElse(1);
    ObjectNode json = Printer.object().put("ok", ok);
    ArrayNode checks = json.putArray("checks");
    for (Finding each : findings) {
      String severity = each.severity().name().toLowerCase(Locale.ROOT);
      checks
          .addObject()
          .put("check", each.check())
          .put("result", severity)
          .put("found", each.found())
          .put("remedy", each.remedy());
      out.line(
          String.format(
                  Locale.ROOT, "%-4s  %-" + width + "s  %s", severity, each.check(), each.found())
              + (each.remedy().isEmpty() ? "" : " " + each.remedy()));
    }
    out.document(json);
    return ok ? Exit.DONE : Exit.CHECK_FAILED;
  }
}
