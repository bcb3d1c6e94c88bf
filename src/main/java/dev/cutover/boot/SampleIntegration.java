package dev.cutover.boot;

import dev.cutover.job.Problem;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.sample.Progress;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import dev.cutover.ui.SampleRecords;
import java.nio.file.Path;
import java.util.Map;

/// A folder with a company's records and the integration that reads it, so that somebody who has no
/// Jira at hand can see the pipeline at work.
public final class SampleIntegration implements SampleRecords {
  private static final int USAGE = 2;
  private static final String TENANT = "Sample Company";
  private static final String FOLDER = "sample-records";
  private static final long SEED = 20_260_729L;

  private final Session session;

  public SampleIntegration(Session session) {
    this.session = session;
  }

  /// @throws Refused on real servers: nobody wants made-up rows beside real ones
  @Override
  public long add() throws InterruptedException {
    if (!session.isEmbedded()) {
      throw new Refused(
          USAGE,
          new Problem(
              "sample.real_servers",
              "Sample records are for the embedded services only. Nothing was changed.",
              "Leave --db, --broker and --profile out (CUTOVER_DB, CUTOVER_BROKER)."));
    }
    Path folder = session.home().data().resolve(FOLDER);
    SampleData.write(folder, SampleSize.DEMO, SEED, Progress.SILENT);
    return session
        .integrationAdmin()
        .add(
            new IntegrationAdmin.NewIntegration(
                TENANT,
                "files",
                "",
                null,
                Map.of("path", folder.toString()),
                IntegrationSettings.PLATFORM_FIELDS))
        .integration();
  }
}
