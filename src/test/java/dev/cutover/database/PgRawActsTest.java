package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.Progress;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.kit.StoppingProgress;
import dev.cutover.rawdata.RawAct;
import dev.cutover.rawdata.RawActs;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Acts on raw rows: what is touched, what is left alone, what is written down.
class PgRawActsTest {
  private static final RawQuery FAILED = RawQuery.all().states(Set.of("failed")).query();

  private final PipelineFixture fixture = new PipelineFixture();
  private final RawTable table = new RawTable(fixture);
  private final Database database = fixture.database("ui");
  private final RawActs acts = new PgRawActs(database);

  @AfterEach
  void close() {
    fixture.close();
  }

  private RawActs.Done requeue(RawQuery query) {
    return acts.carryOut(RawAct.REQUEUE, query, "anna", "mapping mended", Progress.SILENT);
  }

  private String status(long id) {
    return fixture.text("SELECT processing_status FROM raw_extraction_data WHERE id = " + id);
  }

  @Test
  void failedRowsBecomeTransformJobsOfTheirIntegrationAndEntity() {
    long other = table.tenant("globex");
    long theirs = table.integration(other, "jira");
    long issue = table.row("1", "{}").status("failed").store();
    long project = table.row("1", "{}").entity("jira_projects").status("failed").store();
    long foreign = table.row("1", "{}").of(other, theirs).status("failed").store();
    long loaded = table.row("2", "{}").store();
    fixture.execute(
        "UPDATE raw_extraction_data SET error_details = '{\"what\":\"x\"}' WHERE processing_status"
            + " = 'failed'");

    assertThat(acts.tally(RawAct.REQUEUE, FAILED))
        .isEqualTo(new RawActs.Tally(3, 3, 0, 0, 0, Map.of("failed", 3L)));
    assertThat(requeue(FAILED)).isEqualTo(new RawActs.Done(3, 3, false));

    assertThat(status(issue)).isEqualTo("pending");
    assertThat(status(loaded)).isEqualTo("loaded");
    assertThat(
            fixture.rows(
                "SELECT tenant_id || ' ' || integration_id || ' ' || entity_type || ' ' || payload"
                    + " FROM etl_job_queue WHERE job_type = 'transform' AND status = 'pending' AND"
                    + " run_id IS NULL ORDER BY id",
                row -> row.getString(1)))
        .containsExactlyInAnyOrder(
            "%d %d jira_issues {\"raw_ids\": [%d]}"
                .formatted(fixture.tenant, fixture.integration, issue),
            "%d %d jira_projects {\"raw_ids\": [%d]}"
                .formatted(fixture.tenant, fixture.integration, project),
            "%d %d jira_issues {\"raw_ids\": [%d]}".formatted(other, theirs, foreign));
    assertThat(
            fixture.text(
                "SELECT string_agg(DISTINCT actor || ': ' || detail, ';') FROM etl_job_event"))
        .isEqualTo("anna: raw rows re-queued: mapping mended");
    RawRecord record = new LiveRawSource(database, "test").record(issue).orElseThrow();
    assertThat(record.line().problem()).isNull();
    assertThat(record.history())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.from()).isEqualTo("failed");
              assertThat(event.to()).isEqualTo("pending");
              assertThat(event.actor()).isEqualTo("anna");
              assertThat(event.detail()).isEqualTo("mapping mended");
            });
  }

  @Test
  void supersededVersionsAndRowsUnderWayAreLeftAlone() {
    long old = table.row("1", "{\"v\":1}").status("failed").seen(1).store();
    long current = table.row("1", "{\"v\":2}").status("failed").seen(2).store();
    table.row("9", "{}").entity("tickets").status("failed").store();
    table.row("8", "{}").status("processing").store();
    assertThat(requeue(RawQuery.all().ids(List.of(current)).query()))
        .isEqualTo(new RawActs.Done(1, 1, false));
    RawActs.Tally tally = acts.tally(RawAct.REQUEUE, RawQuery.EVERYTHING);
    assertThat(tally).isEqualTo(new RawActs.Tally(4, 0, 1, 1, 2, Map.of()));
    assertThat(requeue(RawQuery.EVERYTHING)).isEqualTo(new RawActs.Done(0, 0, false));
    assertThat(status(old)).isEqualTo("failed");
    fixture.execute("UPDATE etl_job_queue SET status = 'completed'");
    assertThat(acts.tally(RawAct.REQUEUE, RawQuery.EVERYTHING).underWay()).isZero();
  }

  @Test
  void aSkippedRowKeepsItsProblemAndCanBeQueuedAgain() {
    long id = table.row("1", "{}").status("failed").store();
    long loaded = table.row("2", "{}").store();
    fixture.execute(
        "UPDATE raw_extraction_data SET error_details = '{\"what\":\"no key\"}' WHERE id = " + id);
    assertThat(acts.carryOut(RawAct.SKIP, RawQuery.EVERYTHING, "ben", "test data", Progress.SILENT))
        .isEqualTo(new RawActs.Done(1, 0, false));
    assertThat(status(id)).isEqualTo("skipped");
    assertThat(status(loaded)).isEqualTo("loaded");
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue")).isZero();
    assertThat(new LiveRawSource(database, "test").record(id).orElseThrow().line().problem())
        .isEqualTo("no key");
    assertThat(requeue(RawQuery.all().states(Set.of("skipped")).query()).rows()).isEqualTo(1);
  }

  @Test
  void manyRowsGoInManyJobsAndAStopKeepsWhatIsDone() {
    table.many(1_250);
    Progress stopping = new StoppingProgress(500);
    RawActs.Done stopped =
        acts.carryOut(RawAct.REQUEUE, RawQuery.EVERYTHING, "anna", "all", stopping);
    assertThat(stopped).isEqualTo(new RawActs.Done(500, 5, true));
    assertThat(requeue(RawQuery.EVERYTHING)).isEqualTo(new RawActs.Done(750, 8, false));
    assertThat(
            fixture.number(
                "SELECT count(*) FROM raw_extraction_data WHERE processing_status = 'pending'"))
        .isEqualTo(1_250);
    assertThat(
            fixture.number(
                "SELECT sum(jsonb_array_length(payload -> 'raw_ids')) FROM etl_job_queue"))
        .isEqualTo(1_250);
  }
}
