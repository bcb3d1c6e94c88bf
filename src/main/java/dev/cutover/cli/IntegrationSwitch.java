package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Session;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `integration enable, disable`: whether runs of an integration can be started.
abstract class IntegrationSwitch extends Verb {
  @Option(names = "--integration", required = true, paramLabel = "N")
  private long integration;

  private final boolean active;

  private IntegrationSwitch(boolean active) {
    this.active = active;
  }

  @Override
  int run(Session session, Printer out) {
    mustBeWritable();
    Ready.database(session);
    IntegrationAdmin.Line line = Ready.integration(session, integration);
    session.integrationAdmin().setActive(integration, active);
    out.document(Printer.object().put("integration", integration).put("active", active));
    out.line(
        "Integration %d of tenant %s is %s."
            .formatted(
                integration,
                line.tenant(),
                active ? "on" : "off: no run of it can be started; what it has stays"));
    return Exit.DONE;
  }

  @Command(name = "enable", description = "Switches an integration on.")
  static final class Enable extends IntegrationSwitch {
    Enable() {
      super(true);
    }
  }

  @Command(
      name = "disable",
      description = "Switches an integration off: no run of it can be started.")
  static final class Disable extends IntegrationSwitch {
    Disable() {
      super(false);
    }
  }
}
