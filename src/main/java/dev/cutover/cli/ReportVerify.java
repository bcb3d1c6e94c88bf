package dev.cutover.cli;

import dev.cutover.boot.CutoverChecks;
import dev.cutover.boot.Profiles;
import dev.cutover.boot.Session;
import dev.cutover.boot.Target;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `report verify`: proves later that a report is as it was made.
@Command(
    name = "verify",
    description =
        "Compares every file of a report with its manifest; 3 when one is missing or changed."
            + " Contacts nothing.")
final class ReportVerify extends Verb {
  @Parameters(paramLabel = "DIR", description = "folder of the report")
  private Path folder = Path.of("");

  @Option(
      names = "--sha256",
      paramLabel = "HASH",
      description = "of manifest.json, as told when the report was made")
  private String sha256 = "";

  @Override
  Target target(Profiles profiles) {
    return new Target(Target.EMBEDDED, null, null);
  }

  @Override
  int run(Session session, Printer out) {
    return Findings.print(CutoverChecks.verifyReport(folder, sha256), out);
  }
}
