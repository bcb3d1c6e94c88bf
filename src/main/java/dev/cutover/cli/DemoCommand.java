package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.monitor.Reconciliation;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// `demo`: sample data through the whole pipeline on embedded services, and the proof that it
/// arrived.
@Command(
    name = "demo",
    description = "Sample data of our own making through the whole pipeline on embedded services.")
final class DemoCommand extends Verb {
  private static final String TENANT = "Sample Company";
  private static final long SEED = 2026;
  private static final Map<String, String> FIELDS =
      Map.of(
          "story_points", "customfield_10024",
          "team", "customfield_10128",
          "acceptance_criteria", "customfield_10222",
          "development", "customfield_10000");

  @Option(names = "--headless", description = "in the terminal (the only way in this version)")
  private boolean headless;

  @Option(names = "--dir", paramLabel = "D", description = "where to lay out the sample data")
  private @Nullable Path folder;

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    mustBeWritable();
    if (!session.isEmbedded()) {
      throw new Refused(
          Exit.USAGE,
          new Problem(
              "demo.real_servers",
              "The demo runs on the embedded services only. Nothing was changed.",
              "Leave --db and --broker (CUTOVER_DB, CUTOVER_BROKER) out."));
    }
    if (!headless) {
      out.note("cutover: the window is not part of this version; the demo runs in the terminal.");
    }
    out.progress(
        "Starting the embedded PostgreSQL and broker (the first start takes a few seconds) ..");
    Ready.database(session);
    Ready.broker(session);
    Path samples =
        folder == null
            ? session.home().data().resolve("demo")
            : folder.toAbsolutePath().normalize();
    SampleData.Written written =
        SampleData.write(samples, SampleSize.DEMO, SEED, dev.cutover.sample.Progress.SILENT);
    out.progress(
        String.format(
            Locale.ROOT, "Sample data: %.1f MB in %s", written.total() / 1e6, written.folder()));
    long integration =
        session
            .integrationAdmin()
            .add(
                new IntegrationAdmin.NewIntegration(
                    TENANT, "files", "", null, Map.of("path", samples.toString()), FIELDS))
            .integration();
    out.progress("Reading it through extract, transform and load ..");
    RunSnapshot end = work(session, out, integration);
    Reconciliation found = session.monitor().reconcile(Optional.of(TENANT));
    ObjectNode json = Printer.object();
    json.set("run", RunText.json(end));
    json.put("gap", found.gap()).put("ok", found.ok());
    out.document(json);
    RunText.lines(end).forEach(out::line);
    if (!out.isJson()) {
      out.line("");
      ReconcileCommand.print(found, out);
      out.line("");
      out.line(
          "Look around: cutover reconcile, cutover jobs list, cutover pipeline status, cutover"
              + " queues, cutover mapping list.");
    }
    if (!end.status().equals("completed")) {
      return Exit.FAILED;
    }
    return found.ok() ? Exit.DONE : Exit.CHECK_FAILED;
  }

  /// A run that an interrupted demo left open is taken up again.
  private RunSnapshot work(Session session, Printer out, long integration)
      throws InterruptedException {
    RunRequest request =
        new RunRequest(
            new IntegrationId(integration),
            List.of(),
            RunRequest.DEFAULT_PRIORITY,
            false,
            Map.of(),
            "demo");
    return switch (session.runs().start(request)) {
      case RunStart.Started started -> PipelineCommand.work(session, out, started.run(), 2);
      case RunStart.AlreadyRunning open -> {
        out.progress("Taking up run " + open.run() + ", which was interrupted.");
        yield PipelineCommand.work(session, out, open.run(), 2);
      }
      case RunStart.Refused refused -> throw new Refused(Exit.FAILED, refused.problem());
    };
  }
}
