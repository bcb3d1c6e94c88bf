package dev.cutover.cli;

import dev.cutover.boot.Session;
import dev.cutover.boot.Workstation;
import dev.cutover.check.Finding;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `doctor`: this workstation. Contacts nothing.
@Command(
    name = "doctor",
    description = "Java, pg_dump, display, folders, free space, key store of this workstation.")
final class DoctorCommand extends Verb {
  @Override
  int run(Session session, Printer out) {
    List<Finding> findings = new Workstation(session.home(), System.getenv()).examine();
    boolean ok = findings.stream().noneMatch(each -> each.severity() == Finding.Severity.FAIL);
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
          String.format(Locale.ROOT, "%-4s  %-10s %s", severity, each.check(), each.found())
              + (each.remedy().isEmpty() ? "" : " " + each.remedy()));
    }
    out.document(json);
    return ok ? Exit.DONE : Exit.CHECK_FAILED;
  }
}
