package dev.cutover.cutover.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.OldService;
import dev.cutover.cutover.Step;
import dev.cutover.database.PgOldJobs;
import dev.cutover.database.PgOpenWork;
import dev.cutover.database.PgRoleSessions;
import dev.cutover.database.PgWriteFreeze;
import dev.cutover.kit.OldSite;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.StepDrill;
import dev.cutover.tool.ServiceFolders;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The steps of the old service one after the other, while it writes 200 rows a second, and back.
class OldServiceJourneyTest {

  @Test
  void notOneRowOfTheServiceIsMissingAfterTheSwitchAndAfterTheWayBack() throws Exception {
    try (OldSite site = new OldSite(new PipelineFixture(), true)) {
      site.start();
      site.awaitRows();
      StepDrill run = new StepDrill(site.cutover(Map.of("freeze.apart", "PT0.2S")));
      List<Step> steps = steps(site);

      for (Step step : steps) {
        run.carryOut(step);
      }

      int written = site.diary().size();
      assertThat(written).isPositive();
      assertThat(site.missing()).isEmpty();
      try (Connection pipeline = site.connect();
          Statement statement = pipeline.createStatement()) {
        assertThat(statement.executeUpdate("UPDATE work_items SET summary = 'by the pipeline'"))
            .isPositive();
      }

      for (Step step : steps.reversed()) {
        run.undo(step);
      }

      assertThat(site.manager().condition().state()).isEqualTo(OldService.State.RUNNING);
      site.awaitRows();
      assertThat(site.diary().size()).isGreaterThan(written);
      assertThat(site.missing()).isEmpty();
      site.manager().stop();
    }
  }

  private static List<Step> steps(OldSite site) {
    var database = site.database();
    var sessions = new PgRoleSessions(database);
    var freeze = new PgWriteFreeze(database);
    var files =
        new ServiceFolders(
            site.plan(), Map.of("RABBITMQ_URL", "amqp://mq", "ETL_QUEUE_ENABLED", "true"));
    return List.of(
        new Drain(site.manager(), new PgOldJobs(database), sessions),
        new Freeze(freeze, sessions),
        new Move(new PgOpenWork(database)),
        new ServiceSwitch(site.manager(), files, freeze, sessions));
  }
}
