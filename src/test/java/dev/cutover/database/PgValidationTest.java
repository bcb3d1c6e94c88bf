package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Examined;
import dev.cutover.check.Thresholds;
import dev.cutover.check.Verdict;
import dev.cutover.cutover.Validation;
import dev.cutover.kit.PipelineFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each item passes over a pipeline in order and fails over the fault that is planted for it.
class PgValidationTest {
  private PipelineFixture fixture;
  private Map<String, String> thresholds = Map.of();

  @BeforeEach
  void aPipelineInOrder() {
    fixture = new PipelineFixture();
    fixture.execute(
        """
        INSERT INTO etl_run (tenant_id, integration_id, entities, status) VALUES (1, 1, '{jira_issues}', 'completed');
        INSERT INTO etl_run_count (run_id, entity_type, stage, expected, done) VALUES (1, 'jira_issues', 'transform', 1, 1);
        INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, external_id, raw_data, raw_body,
            content_sha256, processing_status, run_id) VALUES (1, 1, 'jira_issues', '7', '{"id": "7"}',
            convert_to('{"id":"7"}', 'UTF8'), sha256(convert_to('{"id":"7"}', 'UTF8')), 'loaded', 1);
        INSERT INTO projects (external_id, key, name, tenant_id, integration_id) VALUES ('1', 'A', 'A', 1, 1);
        INSERT INTO wits (external_id, original_name, hierarchy_level, tenant_id, integration_id) VALUES ('2', 'Bug', 0, 1, 1);
        INSERT INTO statuses (external_id, original_name, category, tenant_id, integration_id) VALUES ('3', 'Done', 'Done', 1, 1);
        INSERT INTO work_items (external_id, key, project_id, wit_id, status_id, tenant_id, integration_id, source_raw_id,
            work_last_completed_at, total_cycle_time_seconds) VALUES ('7', 'A-7', 1, 1, 1, 1, 1, 1, now(), 5);
        INSERT INTO changelogs (work_item_id, external_id, tenant_id, integration_id) VALUES (1, '70', 1, 1);
        INSERT INTO etl_worker (id, name, host, pid, stages, slots, state)
            VALUES (gen_random_uuid(), 'w', 'h', 1, '{load}', 1, 'working');
        INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload, status, run_id)
            SELECT 1, 1, 'load', 'jira_issues', '{}', 'completed', 1 FROM generate_series(1, 60);
        INSERT INTO etl_job_event (job_id, from_status, to_status, actor, attempt, at)
            SELECT id, f, t, 'w', 1, date_bin('10 seconds', clock_timestamp(), '2000-01-01') + n * interval '10 milliseconds'
                + s * interval '1 second'
            FROM (SELECT id, row_number() OVER () AS n FROM etl_job_queue) j,
                (VALUES (1, 'pending', 'queued', 0), (2, 'queued', 'running', 0), (3, 'running', 'completed', 1))
                    AS e (o, f, t, s) ORDER BY o\
        """
            .replace("(1, 1,", "(" + fixture.tenant + ", " + fixture.integration + ","));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void everythingPasses() {
    assertThat(examine()).extracting(Examined::verdict).containsOnly(Verdict.PASS);
    assertThat(examine()).allMatch(each -> !each.looked().isEmpty() && !each.wanted().isEmpty());
  }

  @Test
  void f1_aRunThatFailedOrIsMissing() {
    fails("F1", "UPDATE etl_run SET status = 'failed'");
    fails(
        "F1",
        "UPDATE etl_run SET status = 'completed', started_at = '2001-01-01', ended_at ="
            + " '2001-01-02'");
  }

  @Test
  void f2_bytesThatWereChanged() {
    fails("F2", "UPDATE raw_extraction_data SET raw_body = '{\"id\": \"8\"}'");
    assertThat(item("F2").found()).contains("1 of 1 differ");
    fails("F2", "UPDATE raw_extraction_data SET raw_body = 'cut off'");
    fails("F2", "DELETE FROM raw_extraction_data");
  }

  @Test
  void f3_countsThatDoNotMeetAndRowsThatStayPending() {
    fails("F3", "UPDATE etl_run_count SET done = 0");
    fails("F3", "UPDATE etl_run_count SET failed = 1");
    fails(
        "F3",
        "UPDATE etl_run_count SET done = 1, failed = 0; UPDATE raw_extraction_data SET"
            + " processing_status = 'pending', last_seen_at = now() - interval '1 hour'");
  }

  @Test
  void f4_aRecordThatIsMarkedLoadedAndIsNot() {
    fails("F4", "DELETE FROM changelogs; DELETE FROM work_items");
  }

  @Test
  void f5_aStateThatIsNotWhatWasRecorded() {
    fails("F5", "UPDATE etl_job_queue SET status = 'dead' WHERE id = 1");
    fails(
        "F5",
        "UPDATE etl_job_queue SET status = 'pending' WHERE id = 1; DELETE FROM etl_job_event WHERE"
            + " job_id = 1");
  }

  @Test
  void f6_aSilentWorkerOrNone() {
    fails("F6", "UPDATE etl_worker SET seen_at = now() - interval '10 minutes'");
    fails("F6", "DELETE FROM etl_worker");
  }

  @Test
  void f7_aDeadJobWithoutAReasonAndTooManyOfThem() {
    fails("F7", "UPDATE etl_job_queue SET status = 'dead' WHERE id = 1");
    fails(
        "F7",
        "UPDATE etl_job_queue SET status = 'dead', error_details = '{\"code\":\"x\"}' WHERE id <"
            + " 9");
  }

  @Test
  void p1_tooSlowOrTooFewToTell() {
    thresholds = Map.of("validate.throughput", "1000000");
    assertThat(item("P1").verdict()).isEqualTo(Verdict.WARN);
    fixture.execute("DELETE FROM etl_job_event WHERE job_id > 5");
    assertThat(item("P1").verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(item("P1").found()).contains("only 5 jobs");
  }

  @Test
  void p2_jobsThatWaitTooLong() {
    fixture.execute(
        "UPDATE etl_job_event SET at = at + interval '5 seconds' WHERE to_status = 'running'");
    assertThat(item("P2").verdict()).isEqualTo(Verdict.WARN);
  }

  @Test
  void p3_aReadThatTakesTooLong() {
    thresholds = Map.of("validate.read", "PT0.000001S");
    assertThat(item("P3").verdict()).isEqualTo(Verdict.WARN);
  }

  @Test
  void i2_orphansDuplicatesAndRowsAgainstARule() {
    fails(
        "I2",
        "ALTER TABLE changelogs DROP CONSTRAINT fk_changelogs_work_item; UPDATE changelogs SET"
            + " work_item_id = 99");
    fails(
        "I2",
        "UPDATE changelogs SET work_item_id = 1; DROP INDEX uk_work_items_natural; INSERT INTO"
            + " work_items (external_id, tenant_id, integration_id) SELECT external_id, tenant_id,"
            + " integration_id FROM work_items");
    fails(
        "I2",
        "DELETE FROM work_items WHERE id > 1; ALTER TABLE work_items ADD CONSTRAINT ck_none CHECK"
            + " (key <> 'A-7') NOT VALID");
  }

  @Test
  void i2b_valuesThatAreLostSilently() {
    fails("I2b", "UPDATE work_items SET total_cycle_time_seconds = NULL");
    fails("I2b", "UPDATE work_items SET total_cycle_time_seconds = 1, wit_id = NULL");
    thresholds = Map.of("validate.nulls", "100");
    assertThat(item("I2b").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void i3_aRowUnderAnotherTenant() {
    fixture.execute("INSERT INTO tenants (name) VALUES ('other')");
    fails("I3", "UPDATE work_items SET tenant_id = (SELECT max(id) FROM tenants)");
    assertThat(item("I3").found()).contains("work_items under an integration of another tenant");
  }

  @Test
  void i4_abrokenIndexOrDocument() {
    fails("I4", "UPDATE raw_extraction_data SET raw_data = '7'");
    fails(
        "I4",
        "UPDATE raw_extraction_data SET raw_data = '{}'; UPDATE pg_index SET indisvalid = false"
            + " WHERE indexrelid = 'idx_work_items_key'::regclass");
  }

  @Test
  void whatCannotBeAskedFailsAndHidesNothingElse() {
    fixture.execute("DROP TABLE etl_worker CASCADE");
    assertThat(item("F6").found()).startsWith("It could not be looked at");
    assertThat(item("F6").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(item("I3").verdict()).isEqualTo(Verdict.PASS);
  }

  private void fails(String id, String sql) {
    fixture.execute(sql);
    assertThat(item(id).verdict()).as(item(id).line()).isEqualTo(Verdict.FAIL);
    assertThat(item(id).remedy()).isNotEmpty();
  }

  private Examined item(String id) {
    return examine().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private List<Examined> examine() {
    try (Database database =
        new Database(fixture.address(), "test", 2, java.time.Duration.ofSeconds(30))) {
      return new PgValidation(database)
          .examine(
              new Validation.Scope(
                  new Thresholds(thresholds), Instant.now().minusSeconds(3600), null));
    }
  }
}
