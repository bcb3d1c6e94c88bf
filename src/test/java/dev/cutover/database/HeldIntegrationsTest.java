package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.JobId;
import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.job.TenantId;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.stage.Hold;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a person holds stays where it is until a person lets it go on.
class HeldIntegrationsTest {
  private final PipelineFixture fixture = new PipelineFixture();
  private final Database database = fixture.database("worker");
  private final PgJobStore store = new PgJobStore(database, "worker");
  private final IntegrationAdmin admin = new PgIntegrationAdmin(database);

  @AfterEach
  void close() {
    fixture.close();
  }

  private List<JobId> dispatched(Stage stage) {
    return store.dispatch(stage, 10).hints().stream().map(Hint::job).toList();
  }

  private @Nullable Hold hold() {
    return admin.list().stream()
        .filter(line -> line.integration() == fixture.integration)
        .findFirst()
        .orElseThrow()
        .hold();
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void noJobOfAHeldIntegrationIsDispatchedAndThoseOfOthersAre(Stage stage) {
    fixture.jobs(stage, 1, 5);
    long held = fixture.number("SELECT max(id) FROM etl_job_queue");
    RawTable table = new RawTable(fixture);
    long tenant = table.tenant("globex");
    long other =
        fixture.number(
            """
            INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload)
            VALUES (%d, %d, '%s', 'bench_noop', '{"noop": 1}') RETURNING id
            """
                .formatted(tenant, table.integration(tenant, "jira"), stage.word()));
    // Long due, so that the aging bound would take it.
    fixture.execute(
        "UPDATE etl_job_queue SET scheduled_at = clock_timestamp() - interval '1 hour'");

    assertThat(admin.pause(fixture.integration, "anna", "license")).isTrue();
    assertThat(dispatched(stage)).containsExactly(new JobId(other));
    assertThat(admin.resume(fixture.integration, "ben", "renewed")).isTrue();
    assertThat(dispatched(stage)).containsExactly(new JobId(held));
  }

  @Test
  void whatIsQueuedGoesBackAndAHintThatIsLateTakesNothing() {
    fixture.jobs(Stage.LOAD, 1, 5);
    List<JobId> hinted = dispatched(Stage.LOAD);

    assertThat(admin.pause(fixture.integration, "anna", "license")).isTrue();

    assertThat(fixture.text("SELECT status FROM etl_job_queue")).isEqualTo("pending");
    assertThat(store.claim(Stage.LOAD, hinted)).isEmpty();
    assertThat(fixture.text("SELECT detail FROM etl_job_event ORDER BY seq DESC LIMIT 1"))
        .isEqualTo("integration paused: license");
    admin.resume(fixture.integration, "anna", "renewed");
    assertThat(store.claim(Stage.LOAD, hinted)).hasSize(1);
  }

  @Test
  void aRunningExtractionIsToldAtItsNextPage() {
    fixture.jobs(Stage.EXTRACT, 1, 5);
    Attempt attempt = store.claim(Stage.EXTRACT, dispatched(Stage.EXTRACT)).getFirst();
    page(attempt, "one");
    assertThat(attempt.holdRequested()).isFalse();
    admin.pause(fixture.integration, "anna", "license");
    page(attempt, "two");
    assertThat(attempt.holdRequested()).isTrue();
    assertThat(attempt.cancelRequested()).isFalse();
  }

  private void page(Attempt attempt, String cursor) {
    database.inTransaction(
        tx -> {
          store.progress(tx, attempt, cursor);
          return cursor;
        });
  }

  @Test
  void whoHeldItSinceWhenAndWhyIsShownAndEveryActIsKept() {
    assertThat(hold()).isNull();
    assertThat(admin.pause(fixture.integration, "anna", "license")).isTrue();
    assertThat(admin.pause(fixture.integration, "ben", "twice")).isFalse();
    Hold held = Optional.ofNullable(hold()).orElseThrow();
    assertThat(held.by()).isEqualTo("anna");
    assertThat(held.because()).isEqualTo("license");
    assertThat(admin.pause(4711, "anna", "no such integration")).isFalse();

    new PgIntegrations(database, (_, _, _, _) -> Optional.empty())
        .pause(
            new TenantId(fixture.tenant),
            new IntegrationId(fixture.integration),
            Duration.ofHours(1),
            new Problem("source.rate_limited", "Jira asks for patience.", ""));
    assertThat(hold()).isEqualTo(held);

    assertThat(admin.resume(fixture.integration, "ben", "renewed")).isTrue();
    assertThat(admin.resume(fixture.integration, "ben", "renewed")).isFalse();
    assertThat(hold()).isNull();
    assertThat(admin.list().getFirst().pausedBecause()).isEqualTo("Jira asks for patience.");
    assertThat(
            fixture.rows(
                "SELECT act || ' ' || actor || ' ' || reason || ' ' || tenant_id FROM"
                    + " etl_integration_event ORDER BY seq",
                row -> row.getString(1)))
        .containsExactly(
            "paused anna license " + fixture.tenant, "resumed ben renewed " + fixture.tenant);
  }
}
