package dev.cutover.boot;

import dev.cutover.broker.Topology;
import dev.cutover.broker.TopologyRemoval;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.shadow.Comparison;
import dev.cutover.cutover.shadow.Shadow;
import dev.cutover.database.PgShadowComparison;
import dev.cutover.database.PgShadowSchema;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.Progress;
import dev.cutover.job.RunId;
import dev.cutover.job.Stage;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.pipeline.stage.SourceProblem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The pipeline over a shadow schema and queues of its own, on the servers of a session. Sources
/// and secrets are those of the live integrations; nothing else of theirs is touched.
public final class ShadowPipeline implements Shadow {
  private static final int SLOTS = 2;
  private static final int LATEST = 1_000;
  private static final long LOOK_MILLIS = 50;

  private final Session session;
  private final PgShadowSchema schema;

  public ShadowPipeline(Session session) {
    this.session = session;
    this.schema = new PgShadowSchema(session.databaseAddress());
  }

  @Override
  public StepFact inspect(String run) {
    return schema.inspect(run);
  }

  @Override
  public String create(String run) {
    return schema.create(run);
  }

  @Override
  public String schema(String run) {
    return PgShadowSchema.name(run);
  }

  @Override
  public StepFact inspectLoad(String run) {
    return schema.inspectLoad(run);
  }

  @Override
  public Loaded load(String run, Progress progress) throws InterruptedException {
    List<Long> read = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    long records = 0;
    try (Session shadow = session.at(schema.address(run), names(run))) {
      List<IntegrationAdmin.Line> lines =
          shadow.integrationAdmin().list().stream().filter(IntegrationAdmin.Line::active).toList();
      try (PipelineRuntime workers = shadow.workers(EnumSet.allOf(Stage.class), SLOTS)) {
        workers.start();
        for (IntegrationAdmin.Line line : lines) {
          progress.at(read.size() + leftOut.size(), lines.size());
          String name = line.provider() + " of " + line.tenant() + " (" + line.integration() + ")";
          try {
            Ready.source(shadow, line.integration());
            RunSnapshot end = read(shadow, line.integration(), progress);
            if (end.status().startsWith("completed")) {
              read.add(line.integration());
              records += records(end);
            } else {
              leftOut.add(name + ": its run ended " + end.status());
            }
          } catch (SourceProblem problem) {
            leftOut.add(name + ": " + problem.problem().what());
          } catch (IllegalArgumentException unknown) {
            leftOut.add(name + ": " + unknown.getMessage());
          }
        }
        progress.at(lines.size(), lines.size());
      }
    }
    return new Loaded(read, leftOut, records);
  }

  private static long records(RunSnapshot end) {
    return end.entities().stream().mapToLong(each -> each.stage(Stage.LOAD).done()).sum();
  }

  /// One that was read by a process that died is not read again.
  private static RunSnapshot read(Session shadow, long integration, Progress progress)
      throws InterruptedException {
    for (RunSnapshot earlier : shadow.monitor().latestRuns(LATEST)) {
      if (earlier.integration() == integration && earlier.status().startsWith("completed")) {
        return earlier;
      }
    }
    RunId run =
        switch (shadow
            .runs()
            .start(
                new RunRequest(
                    new IntegrationId(integration),
                    List.of(),
                    RunRequest.DEFAULT_PRIORITY,
                    true,
                    Map.of(),
                    "shadow comparison"))) {
          case RunStart.Started started -> started.run();
          case RunStart.AlreadyRunning(RunId open) -> open;
          case RunStart.Refused(var problem) ->
              throw new IllegalArgumentException(problem.toString());
        };
    while (true) {
      RunSnapshot now = shadow.monitor().run(run).orElseThrow();
      if (now.isOver()) {
        return now;
      }
      if (progress.isCancelled()) {
        throw new InterruptedException("the loading of the shadow was cancelled");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  @Override
  public Comparison compare(String run, Progress progress) throws InterruptedException {
    return new PgShadowComparison(session.databaseAddress()::connect)
        .compare(PgShadowSchema.name(run), progress);
  }

  @Override
  public void drop(String run) throws InterruptedException {
    TopologyRemoval.remove(session.brokerAddress(), names(run));
    schema.drop(run);
  }

  private static Topology.Names names(String run) {
    return Topology.Names.ofMyOwn(PgShadowSchema.name(run));
  }
}
