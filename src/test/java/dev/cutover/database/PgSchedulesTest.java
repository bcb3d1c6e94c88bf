package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Schedules;
import dev.cutover.pipeline.stage.Schedules.Answer;
import dev.cutover.pipeline.stage.Schedules.Line;
import dev.cutover.pipeline.stage.Schedules.Rhythm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How schedules are set, replaced and removed, and that no tenant reaches another's.
class PgSchedulesTest {
  private static final Mappings.By ANNA = new Mappings.By("anna", "nightly is too late");

  private final PipelineFixture fixture = new PipelineFixture();
  private final Schedules schedules = new PgSchedules(fixture.database("ui"));
  private final TenantId tenant = new TenantId(fixture.tenant);
  private final IntegrationId integration = new IntegrationId(fixture.integration);

  @AfterEach
  void close() {
    fixture.close();
  }

  private Answer set(int every, Integer retry) {
    return schedules.set(tenant, integration, new Rhythm(every, retry), ANNA);
  }

  private void assertRefused(Answer answer, String code) {
    assertThat(answer)
        .asInstanceOf(type(Answer.Refused.class))
        .satisfies(no -> assertThat(no.problem().code()).isEqualTo(code));
  }

  @Test
  void aScheduleIsSetReplacedAndRemovedAndEachChangeIsRecorded() {
    assertThat(set(60, 15)).isInstanceOf(Answer.Changed.class);
    Line line = schedules.of(integration).orElseThrow();
    assertThat(line.rhythm()).isEqualTo(new Rhythm(60, 15));
    assertThat(line.tenant()).isEqualTo(tenant);
    assertThat(line.due()).as("never read: at once").isTrue();
    set(60, 15);
    set(30, null);
    assertThat(schedules.of(integration).orElseThrow().rhythm()).isEqualTo(new Rhythm(30, null));
    assertThat(schedules.remove(tenant, integration, ANNA)).isEqualTo(new Answer.Changed(null));
    assertThat(schedules.list()).isEmpty();
    assertThat(
            fixture.rows(
                "SELECT was, becomes, actor, reason FROM etl_setting_event WHERE setting ="
                    + " 'schedule' AND tenant_id = "
                    + fixture.tenant
                    + " ORDER BY seq",
                row -> row.getString(1) + " > " + row.getString(2) + " " + row.getString(3)))
        .as("setting the same again is no change")
        .containsExactly(
            "null > every 60 min, after a failure 15 min anna",
            "every 60 min, after a failure 15 min > every 30 min anna",
            "every 30 min > null anna");
    assertRefused(schedules.remove(tenant, integration, ANNA), "schedule.none");
  }

  @Test
  void intervalsOutOfRangeAreRefused() {
    assertRefused(set(0, null), "schedule.every");
    assertRefused(set(1441, null), "schedule.every");
    assertRefused(set(60, 0), "schedule.retry");
    assertRefused(set(60, 60), "schedule.retry");
    assertRefused(set(120, 61), "schedule.retry");
    assertThat(schedules.list()).isEmpty();
    assertThat(set(1440, 60)).isInstanceOf(Answer.Changed.class);
    assertThat(set(1, null)).isInstanceOf(Answer.Changed.class);
  }

  @Test
  void theScheduleOfAnotherTenantIsOutOfReach() {
    TenantId other = new TenantId(new RawTable(fixture).tenant("globex"));
    set(60, 15);
    assertRefused(
        schedules.set(other, integration, new Rhythm(1, null), ANNA), "schedule.integration");
    assertRefused(schedules.remove(other, integration, ANNA), "schedule.none");
    assertThat(schedules.of(integration).orElseThrow().rhythm()).isEqualTo(new Rhythm(60, 15));
    assertThat(fixture.number("SELECT count(*) FROM etl_setting_event")).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadGetsNoSchedule() {
    long model =
        fixture.number(
            "INSERT INTO integrations (provider, type, tenant_id) VALUES ('openai', 'AI', "
                + fixture.tenant
                + ") RETURNING id");
    assertRefused(
        schedules.set(tenant, new IntegrationId(model), new Rhythm(60, null), ANNA),
        "schedule.integration");
  }

  @Test
  void anEmptyIntegrationGoesWithItsSchedule() {
    set(60, 15);
    assertThat(new PgIntegrationAdmin(fixture.database("admin")).remove(fixture.integration))
        .isTrue();
    assertThat(schedules.list()).isEmpty();
    assertThat(fixture.number("SELECT count(*) FROM etl_setting_event"))
        .as("the record outlives it")
        .isEqualTo(1);
  }
}
