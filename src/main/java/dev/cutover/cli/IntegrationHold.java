package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Session;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `integration pause, resume`: whether the jobs of an integration are handed out.
abstract class IntegrationHold extends Verb {
  @Parameters(paramLabel = "N", description = "of the integration")
  private long integration;

  abstract boolean carryOut(IntegrationAdmin admin, long integration, String actor);

  abstract boolean holds();

  @Override
  int run(Session session, Printer out) {
    mustBeWritable();
    Ready.database(session);
    IntegrationAdmin.Line line = Ready.integration(session, integration);
    boolean changed =
        carryOut(
            session.integrationAdmin(), integration, System.getProperty("user.name", "unknown"));
    out.document(
        Printer.object()
            .put("integration", integration)
            .put("paused", holds())
            .put("changed", changed));
    out.line(
        "Integration %d of tenant %s %s."
            .formatted(
                integration,
                line.tenant(),
                (changed ? "" : "was left as it was: it ")
                    + (holds()
                        ? "is paused: its jobs wait, running ones stop at their next page"
                        : "is not paused: its jobs go on")));
    return Exit.DONE;
  }

  @Command(
      name = "pause",
      description = "Holds all jobs of an integration until somebody resumes it.")
  static final class Pause extends IntegrationHold {
    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "shown while it is paused, and kept")
    private String reason = "";

    @Override
    boolean carryOut(IntegrationAdmin admin, long integration, String actor) {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("--reason must say why.");
      }
      return admin.pause(integration, actor, reason);
    }

    @Override
    boolean holds() {
      return true;
    }
  }

  @Command(name = "resume", description = "Lets the jobs of a paused integration go on.")
  static final class Resume extends IntegrationHold {
    @Option(names = "--reason", paramLabel = "TEXT", description = "kept with the act")
    private String reason = "asked for on the command line";

    @Override
    boolean carryOut(IntegrationAdmin admin, long integration, String actor) {
      return admin.resume(integration, actor, reason);
    }

    @Override
    boolean holds() {
      return false;
    }
  }
}
