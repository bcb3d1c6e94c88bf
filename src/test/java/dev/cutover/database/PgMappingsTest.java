package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Mappings.Answer;
import dev.cutover.pipeline.stage.Mappings.Kind;
import dev.cutover.pipeline.stage.Mappings.Meaning;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What words and fields mean: set, replaced, removed, applied, and never seen by another tenant.
class PgMappingsTest {
  private static final Mappings.By ANNA = new Mappings.By("anna", "board of May");

  private final PipelineFixture fixture = new PipelineFixture();
  private final RawTable table = new RawTable(fixture);
  private final Mappings mappings = new PgMappings(fixture.database("ui"));
  private long other;
  private long theirs;

  @BeforeEach
  void twoTenantsWithTheSameWords() {
    other = table.tenant("globex");
    theirs = table.integration(other, "jira");
    for (long[] each : new long[][] {{fixture.tenant, fixture.integration}, {other, theirs}}) {
      fixture.execute(
          """
          INSERT INTO statuses (external_id, original_name, category, integration_id, tenant_id)
          VALUES ('1', 'Doing', 'In Progress', %2$d, %1$d), ('2', 'Review', 'In Progress', %2$d, %1$d);
          INSERT INTO wits (external_id, original_name, hierarchy_level, integration_id, tenant_id)
          VALUES ('1', 'Story', 0, %2$d, %1$d);
          INSERT INTO work_items (external_id, key, status_id, wit_id, integration_id, tenant_id)
          SELECT n::text, 'OPS-' || n, s.id, w.id, %2$d, %1$d FROM generate_series(1, 3) n
          JOIN statuses s ON s.tenant_id = %1$d AND s.external_id = '2' JOIN wits w ON w.tenant_id = %1$d
          """
              .formatted(each[0], each[1]));
    }
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Mappings.Place here(Kind kind) {
    return new Mappings.Place(new TenantId(fixture.tenant), kind, null);
  }

  private Answer set(Kind kind, Meaning meaning, String... values) {
    return mappings.set(here(kind), List.of(values), meaning, ANNA);
  }

  private Mappings.Sheet sheet(Kind kind) {
    return mappings.sheet(new TenantId(fixture.tenant), kind);
  }

  private static Mappings.Line line(
      String value, @Nullable Meaning meaning, long items, boolean unmapped) {
    return new Mappings.Line(value, null, meaning, items, unmapped);
  }

  private List<String> rows(String sql) {
    return fixture.rows(sql, row -> row.getString(1));
  }

  @Test
  void theMostUsedUnmappedStatusComesFirstAndTheCountFalls() {
    assertThat(sheet(Kind.STATUSES).lines())
        .containsExactly(line("Review", null, 3, true), line("Doing", null, 0, true));
    Meaning progress = new Meaning("In Progress", "In Progress");
    assertThat(set(Kind.STATUSES, progress, "Review")).isEqualTo(new Answer.Changed(1, 1));
    assertThat(sheet(Kind.STATUSES).lines())
        .containsExactly(line("Doing", null, 0, true), line("Review", progress, 3, false));
    assertThat(sheet(Kind.STATUSES).unmapped()).isEqualTo(1);
    assertThat(mappings.sheet(new TenantId(other), Kind.STATUSES).unmapped()).isEqualTo(2);
    assertThat(
            rows(
                "SELECT s.tenant_id || ' ' || m.status_to || ' ' || m.tenant_id FROM statuses s"
                    + " JOIN statuses_mappings m ON m.id = s.status_mapping_id"))
        .containsExactly(fixture.tenant + " In Progress " + fixture.tenant);
  }

  @Test
  void aMeaningIsReplacedAndRemovedWithEverythingWrittenDown() {
    set(Kind.STATUSES, new Meaning("Working", "in progress"), "doing", "Review");
    set(Kind.STATUSES, new Meaning("Testing", "Waiting"), "REVIEW");
    set(Kind.STATUSES, new Meaning("Testing", "Waiting"), "REVIEW");
    assertThat(mappings.remove(here(Kind.STATUSES), List.of("Doing"), ANNA))
        .isEqualTo(new Answer.Changed(1, 1));
    assertThat(rows("SELECT status_from || '=' || status_to FROM statuses_mappings"))
        .containsExactly("Review=Testing");
    assertThat(
            rows(
                "SELECT concat_ws('|', tenant_id, setting, subject, coalesce(was, '-'),"
                    + " coalesce(becomes, '-'), actor, reason) FROM etl_setting_event ORDER BY"
                    + " seq"))
        .containsExactly(
            fixture.tenant + "|statuses|doing|-|Working (In Progress)|anna|board of May",
            fixture.tenant + "|statuses|Review|-|Working (In Progress)|anna|board of May",
            fixture.tenant
                + "|statuses|REVIEW|Working (In Progress)|Testing (Waiting)|anna|board of May",
            fixture.tenant + "|statuses|Doing|Working (In Progress)|-|anna|board of May");
  }

  @Test
  void aStepOfTheWorkflowIsLinkedByItsName() {
    fixture.execute(
        "INSERT INTO workflows (step_name, step_number, step_category, integration_id, tenant_id)"
            + " VALUES ('Testing', 7, 'Verification', %d, %d), ('Testing', 7, 'Waiting', %d, %d)"
                .formatted(theirs, other, fixture.integration, fixture.tenant));
    set(Kind.STATUSES, new Meaning("testing", "Done"), "Review");
    assertThat(
            rows(
                "SELECT w.step_category FROM statuses_mappings m JOIN workflows w ON w.id ="
                    + " m.workflow_id"))
        .containsExactly("Waiting");
    assertThat(sheet(Kind.STATUSES).targets()).containsExactly("Testing", "testing");
    assertThat(sheet(Kind.STATUSES).grades()).doesNotContain("Verification").contains("Discarded");
  }

  @Test
  void whatCannotBeMappedChangesNothing() {
    assertRefused(set(Kind.STATUSES, new Meaning("X", "Sleeping"), "Doing"), "mapping.category");
    assertRefused(set(Kind.STATUSES, new Meaning(" ", "Done"), "Doing"), "mapping.target");
    assertRefused(set(Kind.STATUSES, new Meaning("X", "Done"), " "), "mapping.value");
    assertRefused(set(Kind.STATUSES, new Meaning("X", "Done")), "mapping.value");
    assertRefused(set(Kind.TYPES, new Meaning("Story", "7"), "Story"), "mapping.level");
    assertRefused(set(Kind.FIELDS, new Meaning("summary", ""), "customfield_1"), "mapping.column");
    assertRefused(set(Kind.FIELDS, new Meaning("team", ""), "a", "b"), "mapping.one_field");
    assertRefused(mappings.remove(here(Kind.STATUSES), List.of("Doing"), ANNA), "mapping.none");
    assertRefused(
        mappings.set(
            new Mappings.Place(
                new TenantId(fixture.tenant), Kind.FIELDS, new IntegrationId(theirs)),
            List.of("customfield_1"),
            new Meaning("team", ""),
            ANNA),
        "mapping.integration");
    assertThat(fixture.number("SELECT count(*) FROM statuses_mappings")).isZero();
    assertThat(fixture.number("SELECT count(*) FROM etl_setting_event")).isZero();
  }

  private static void assertRefused(Answer answer, String code) {
    assertThat(answer)
        .asInstanceOf(type(Answer.Refused.class))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(code));
  }

  @Test
  void aTypeHasTheLevelOfItsMappingAndTheSourcesWithoutOne() {
    long raw =
        table
            .row("9", "{\"issueTypes\":[{\"id\":\"1\",\"name\":\"Story\",\"hierarchyLevel\":2}]}")
            .entity("jira_projects")
            .store();
    fixture.execute(
        "UPDATE wits SET source_raw_id = %d WHERE tenant_id = %d".formatted(raw, fixture.tenant));
    assertThat(set(Kind.TYPES, new Meaning("Feature", "3 Portfolio"), "story"))
        .isEqualTo(new Answer.Changed(1, 1));
    assertThat(sheet(Kind.TYPES).lines())
        .containsExactly(line("Story", new Meaning("Feature", "3 Portfolio"), 3, false));
    assertThat(sheet(Kind.TYPES).grades()).containsExactly("3 Portfolio");
    assertThat(rows("SELECT hierarchy_level FROM wits ORDER BY tenant_id"))
        .containsExactly("3", "0");
    assertThat(set(Kind.TYPES, new Meaning("Epic", "portfolio"), "Story"))
        .isEqualTo(new Answer.Changed(1, 0));
    assertThat(mappings.remove(here(Kind.TYPES), List.of("Story"), ANNA))
        .isEqualTo(new Answer.Changed(1, 1));
    assertThat(rows("SELECT hierarchy_level FROM wits ORDER BY tenant_id"))
        .containsExactly("2", "0");
    assertThat(fixture.number("SELECT count(*) FROM wits_hierarchies")).isEqualTo(1);
  }

  @Test
  void fieldsAreToldByTheNewestIssuesOfTheirIntegration() {
    String issue = "{\"fields\":{\"customfield_1\":%s,\"customfield_2\":null,\"summary\":\"x\"}}";
    table.row("1", issue.formatted("5")).store();
    table.row("2", issue.formatted("[]")).store();
    table.row("3", issue.formatted("7")).of(other, theirs).store();
    IntegrationId own = new IntegrationId(fixture.integration);
    assertThat(sheet(Kind.FIELDS).lines())
        .containsExactly(new Mappings.Line("customfield_1", own, null, 1, true));
    assertThat(sheet(Kind.FIELDS).looked()).isEqualTo(2);
    set(Kind.FIELDS, new Meaning("story_points", ""), "customfield_9");
    set(Kind.FIELDS, new Meaning("story_points", ""), "customfield_1");
    assertThat(sheet(Kind.FIELDS).lines())
        .containsExactly(
            new Mappings.Line("customfield_1", own, new Meaning("story_points", ""), 1, false));
    assertThat(mappings.sheet(new TenantId(other), Kind.FIELDS).unmapped()).isEqualTo(1);
    assertThat(
            rows(
                "SELECT concat_ws('|', integration_id, subject, coalesce(was, '-'),"
                    + " coalesce(becomes, '-')) FROM etl_setting_event ORDER BY seq"))
        .containsExactly(
            fixture.integration + "|customfield_9|-|story_points",
            fixture.integration + "|customfield_9|story_points|-",
            fixture.integration + "|customfield_1|-|story_points");
    assertThat(rows("SELECT tenant_id || ' ' || field_id FROM custom_fields_mappings"))
        .containsExactly(fixture.tenant + " customfield_1");
  }

  @Test
  void aMappingThatTheRowsDoNotFollowYetCountsAsUnmappedUntilItIsSetAgain() {
    fixture.execute(
        "INSERT INTO statuses_mappings (status_from, status_to, status_category, integration_id,"
            + " tenant_id) VALUES ('review', 'Review', 'Waiting', %d, %d)"
                .formatted(fixture.integration, fixture.tenant));
    Meaning waiting = new Meaning("Review", "Waiting");
    assertThat(sheet(Kind.STATUSES).lines().getFirst()).isEqualTo(line("Review", waiting, 3, true));
    set(Kind.STATUSES, waiting, "Review");
    assertThat(sheet(Kind.STATUSES).lines()).contains(line("Review", waiting, 3, false));
  }
}
