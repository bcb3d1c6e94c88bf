package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.monitor.GapCause;
import dev.cutover.monitor.GapExplanation;
import dev.cutover.monitor.PipelineMonitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Each cause of a gap, and what is no gap.
class PgGapExplanationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PipelineFixture fixture = new PipelineFixture();
  private final RawTable table = new RawTable(fixture);
  private final PipelineMonitor monitor = new PgMonitor(fixture.database("window"));
  private final GapExplanation.Scope issues =
      new GapExplanation.Scope(fixture.tenant, fixture.integration, EntityType.JIRA_ISSUES);

  @AfterEach
  void close() {
    fixture.close();
  }

  private long raw(String externalId, String status) {
    return table.row(externalId, "{\"of\":\"" + externalId + "\"}").status(status).store();
  }

  private long transform(String status, Long... rawIds) {
    return fixture.number(
        """
        INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload, status, dispatched_at)
        VALUES (%d, %d, 'transform', 'jira_issues', '{"raw_ids": %s}', '%s', clock_timestamp()) RETURNING id
        """
            .formatted(fixture.tenant, fixture.integration, List.of(rawIds), status));
  }

  private long load(String status, long batch) {
    return fixture.number(
        """
        INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload, status)
        VALUES (%d, %d, 'load', 'jira_issues', '{"batch": %d, "rows": 1}', '%s') RETURNING id
        """
            .formatted(fixture.tenant, fixture.integration, batch, status));
  }

  private Map<GapCause, List<String>> examples(GapExplanation found) {
    return found.groups().stream()
        .collect(
            Collectors.groupingBy(
                GapExplanation.Group::cause,
                Collectors.mapping(group -> group.example().name(), Collectors.toList())));
  }

  @Test
  void everyCauseIsToldApart() {
    raw("alone", "pending");
    transform("pending", raw("waiting", "pending"));
    transform("running", raw("running", "pending"));
    long lost = transform("queued", raw("lost", "pending"));
    fixture.execute(
        "UPDATE etl_job_queue SET dispatched_at = clock_timestamp() - interval '1 hour' WHERE id = "
            + lost);
    transform("cancelled", raw("cancelled", "pending"));
    raw("left over", "transformed");
    load("queued", transform("completed", raw("being loaded", "transformed")));
    raw("left out", "skipped");
    raw("gone", "loaded");

    GapExplanation found = monitor.explain(issues, PATIENCE);

    assertThat(found.complete()).isTrue();
    assertThat(found.rows()).isEqualTo(9);
    assertThat(examples(found))
        .containsEntry(GapCause.NO_JOB, List.of("alone"))
        .containsEntry(GapCause.WAITING, List.of("waiting"))
        .containsEntry(GapCause.RUNNING, List.of("running"))
        .containsEntry(GapCause.NO_MESSAGE, List.of("lost"))
        .containsEntry(GapCause.JOB_CANCELLED, List.of("cancelled"))
        .containsEntry(GapCause.NOT_LOADED, List.of("left over"))
        .containsEntry(GapCause.SKIPPED, List.of("left out"))
        .containsEntry(GapCause.ROW_MISSING, List.of("gone"));
    assertThat(found.groups())
        .filteredOn(group -> group.cause() == GapCause.WAITING)
        .singleElement()
        .satisfies(group -> assertThat(group.rows()).isEqualTo(2));
  }

  @Test
  void deadJobsAndRejectedRecordsAreGroupedByTheirProblem() {
    long first = raw("1", "failed");
    long second = raw("2", "failed");
    long third = raw("3", "failed");
    long dead = transform("dead", first, second);
    fixture.execute(
        "UPDATE etl_job_queue SET error_class = 'transform.mapping', error_details ="
            + " '[{\"what\":\"field 77 is unknown\",\"remedy\":\"Map it.\"}]' WHERE id = "
            + dead);
    fixture.execute(
        "UPDATE raw_extraction_data SET error_details = '{\"code\":\"transform.no_key\","
            + "\"what\":\"issue 3 has no key\",\"remedy\":\"Look at it.\"}' WHERE id = "
            + third);

    List<GapExplanation.Group> groups = monitor.explain(issues, PATIENCE).groups();

    assertThat(groups)
        .extracting(
            GapExplanation.Group::cause,
            GapExplanation.Group::code,
            GapExplanation.Group::problem,
            GapExplanation.Group::remedy,
            GapExplanation.Group::rows,
            GapExplanation.Group::job)
        .containsExactly(
            Tuple.tuple(
                GapCause.JOB_DEAD, "transform.mapping", "field # is unknown", "Map it.", 2L, dead),
            Tuple.tuple(
                GapCause.REJECTED,
                "transform.no_key",
                "issue # has no key",
                "Look at it.",
                1L,
                null));
  }

  @Test
  void whatIsLoadedSupersededOrSomebodyElsesIsNoGap() {
    table.row("1", "{\"v\":1}").status("failed").seen(1).store();
    table.row("1", "{\"v\":2}").status("loaded").seen(2).store();
    fixture.execute(
        "INSERT INTO work_items (external_id, integration_id, tenant_id) VALUES ('1', %d, %d)"
            .formatted(fixture.integration, fixture.tenant));
    long other = table.tenant("globex");
    table.row("9", "{}").of(other, table.integration(other, "jira")).status("failed").store();
    raw("unreadable", "pending");
    fixture.execute(
        """
        INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload, status)
        VALUES (%1$d, %2$d, 'transform', 'jira_issues', '{"raw_ids": 5}', 'dead'),
          (%1$d, %2$d, 'load', 'jira_issues', '{"batch": "x"}', 'dead')
        """
            .formatted(fixture.tenant, fixture.integration));

    assertThat(examples(monitor.explain(issues, PATIENCE)))
        .isEqualTo(Map.of(GapCause.NO_JOB, List.of("unreadable")));
  }

  @Test
  void nothingIsExplainedWhereNothingIsMissing() {
    assertThat(monitor.explain(issues, PATIENCE))
        .isEqualTo(new GapExplanation(issues, List.of(), true));
  }
}
