package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.MigrationOutcome.Migrated;
import dev.cutover.cutover.MigrationOutcome.Refused;
import dev.cutover.cutover.MigrationProblem.Code;
import dev.cutover.cutover.MigrationStatus.Recognition;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Databases where the cutover plan's own two tables exist already.
class SeedShapeTest {
  private static final String EPOCHS =
      """
      SELECT md5(string_agg(e, ';' ORDER BY e)) FROM (
          SELECT 'r' || id || ':' || extract(epoch FROM created_at %1$s)
              || ':' || coalesce(extract(epoch FROM processed_at %1$s)::text, '-') e FROM raw_extraction_data
          UNION ALL SELECT 'j' || id || ':' || extract(epoch FROM scheduled_at %1$s)
              || ':' || coalesce(extract(epoch FROM started_at %1$s)::text, '-') FROM etl_job_queue) x\
      """;

  @Test
  void thePlansTablesAreRecognisedAndWidenedInPlace() throws Exception {
    Target target = Target.seed();
    assertThat(target.migrations().status().recognition()).isEqualTo(Recognition.PLATFORM_SEED);

    assertThat(target.migrations().migrate()).isInstanceOf(Migrated.class);

    assertThat(
            target.query(
                "SELECT column_name FROM information_schema.columns WHERE table_name IN"
                    + " ('raw_extraction_data', 'etl_job_queue') AND table_schema = 'public' AND"
                    + " (data_type = 'timestamp without time zone' OR column_name = 'id' AND"
                    + " data_type <> 'bigint')"))
        .isEmpty();
    target.execute(
        "INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload)"
            + " VALUES (1, 1, 'extract', 'jira_issues', '{}')");
    assertThat(
            target.query("SELECT created_at - clock_timestamp() < '1 minute' FROM etl_job_queue"))
        .containsExactly("t");
    assertThat(target.migrations().status().problems()).isEmpty();
  }

  @Test
  void case41_instantsOfADatabaseInAnotherZoneStayTheSame() throws Exception {
    for (String zone : List.of("America/Sao_Paulo", "Asia/Kolkata", "UTC")) {
      Target target = Target.seed();
      target.execute(
          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''"
              + zone
              + "''', current_database()); END $$");
      target.execute(
          """
          INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, external_id, raw_data, created_at,
              processed_at)
          SELECT 1, 1, 'jira_issues', n::text, '{}', TIMESTAMP '2025-01-31 23:59:59.123456' + n * INTERVAL '37 hours',
              CASE WHEN n % 2 = 0 THEN TIMESTAMP '2025-07-01 00:00:00' END FROM generate_series(1, 400) n;
          INSERT INTO etl_job_queue (tenant_id, job_type, entity_type, payload, scheduled_at, started_at)
          SELECT 1, 'extract', 'jira_issues', '{}', TIMESTAMP '2025-09-26 18:33:00', NULL FROM generate_series(1, 9)\
          """);
      List<String> before = target.query(EPOCHS.formatted("AT TIME ZONE '" + zone + "'"));

      assertThat(target.migrations().migrate()).isInstanceOf(Migrated.class);

      assertThat(target.query(EPOCHS.formatted(""))).as(zone).isEqualTo(before);
    }
  }

  @Test
  void case40_idsThatRanOutInThePlansTablesAreWidenedAndInOthersTold() throws Exception {
    Target target = Target.seed();
    target.execute(
        "SELECT setval('raw_extraction_data_id_seq', 2147483647), setval('etl_job_queue_id_seq',"
            + " 2147483647), setval('prs_id_seq', 1900000000)");

    assertThat(target.migrations().status().problems())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(Code.IDS_RUN_OUT);
              assertThat(warning.blocks()).isFalse();
              assertThat(warning.message()).contains("prs", "247483647 numbers");
            });
    assertThat(target.migrations().migrate()).isInstanceOf(Migrated.class);
    assertThat(
            target.query(
                "INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, raw_data)"
                    + " VALUES (1, 1, 'jira_issues', '{}') RETURNING id"))
        .containsExactly("2147483648");
    assertThat(
            target.query(
                "INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type,"
                    + " payload) VALUES (1, 1, 'extract', 'jira_issues', '{}') RETURNING id"))
        .containsExactly("2147483648");
  }

  @Test
  void case40_aTableWithHardlyAnyNumbersLeftIsRefusedBeforeAnythingIsChanged() throws Exception {
    Target target = Target.monolith();
    target.execute("SELECT setval('work_items_id_seq', 2147483000)");
    List<String> before = target.catalogue();

    assertThat(target.migrations().migrate())
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.problems().getFirst().message())
                    .contains("work_items", "647 numbers", "bigint"));
    assertThat(target.catalogue()).isEqualTo(before);
  }

  @Test
  void copiesOfReRunsAllStayAndTheNewestIsTheOneThatCounts() throws Exception {
    Target target = Target.seed();
    target.execute(
        """
        INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, external_id, raw_data, processing_status)
        VALUES (1, 1, 'jira_issues', 'A-1', '{"a":1}', 'completed'), (1, 1, 'jira_issues', 'A-1', '{"a":1}', 'pending'),
            (1, 1, 'jira_issues', 'A-1', '{"a":2}', 'failed'), (1, 1, 'jira_issues', NULL, '{}', 'processing'),
            (1, 1, 'jira_issues', NULL, '{}', 'pending')\
        """);

    assertThat(target.migrations().migrate()).isInstanceOf(Migrated.class);

    assertThat(
            target.query(
                "SELECT id || ' ' || processing_status || ' ' || (content_sha256 ="
                    + " sha256(convert_to(raw_data::text, 'UTF8'))) FROM raw_extraction_data ORDER"
                    + " BY id"))
        .containsExactly(
            "1 completed false",
            "2 pending true",
            "3 failed true",
            "4 processing false",
            "5 pending true");
  }

  @Test
  void jobsThatHadNotEndedAreClosedWithANoteAndNeverRunUnasked() throws Exception {
    Target target = Target.seed();
    target.execute(
        """
        INSERT INTO etl_job_queue (tenant_id, job_type, entity_type, payload, priority, status, retry_count, max_retries)
        VALUES (1, 'extract', 'jira_issues', '{"integration_id": 1}', 10, 'pending', 0, 3),
            (1, 'extract', 'jira_issues', '{"integration_id": 99}', 5, 'processing', 2, 3),
            (1, 'transform', 'jira_issues', '{}', 1, 'failed', 3, 3),
            (1, 'load', 'jira_issues', '{"integration_id": 1}', 5, 'completed', 0, NULL)\
        """);

    assertThat(target.migrations().migrate()).isInstanceOf(Migrated.class);

    assertThat(
            target.query(
                "SELECT concat_ws(' ', id, status, priority, attempt, max_attempts,"
                    + " coalesce(integration_id::text, '-'), coalesce(error_class, '-')) FROM"
                    + " etl_job_queue ORDER BY id"))
        .containsExactly(
            "1 cancelled 9 0 4 1 seed_job",
            "2 cancelled 5 2 4 - seed_job",
            "3 dead 1 3 4 - seed_job",
            "4 completed 5 0 4 1 -");
    assertThat(
            target.query(
                "SELECT concat_ws(' ', job_id, from_status, to_status, actor) FROM etl_job_event"
                    + " ORDER BY job_id"))
        .containsExactly(
            "1 pending cancelled migration",
            "2 processing cancelled migration",
            "3 failed dead migration");
  }
}
