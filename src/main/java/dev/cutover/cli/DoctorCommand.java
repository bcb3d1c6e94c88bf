package dev.cutover.cli;

import dev.cutover.boot.Session;
import dev.cutover.boot.Workstation;
import dev.cutover.check.Finding;
import java.util.List;
import picocli.CommandLine.Command;

/// `doctor`: this workstation. Contacts nothing.
@Command(
    name = "doctor",
    description = "Java, pg_dump, display, folders, free space, key store of this workstation.")
final class DoctorCommand extends Verb {
  @Override
  int run(Session session, Printer out) {
    List<Finding> findings = new Workstation(session.home(), System.getenv()).examine();
    return Findings.print(findings, out);
  }
}
