package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.SampleIntegration;
import dev.cutover.boot.Session;
import picocli.CommandLine.Command;

/// `integration sample`: what the window offers where no run was made yet.
@Command(
    name = "sample",
    description =
        "Writes made-up records of a company and adds the integration that reads them, to try the"
            + " program on the embedded services.")
final class IntegrationSample extends Verb {
  @Override
  int run(Session session, Printer out) throws InterruptedException {
    mustBeWritable();
    Ready.database(session);
    long integration = new SampleIntegration(session).add();
    out.document(Printer.object().put("integration", integration));
    out.line(
        "Added integration %d of the sample company. Read it with `cutover pipeline run --integration %d`."
            .formatted(integration, integration));
    return Exit.DONE;
  }
}
