package dev.cutover.database;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.stage.Mappings.By;
import dev.cutover.pipeline.stage.Schedules;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/// `etl_schedule` as an administrator changes it. The lock on the integration's row is the one that
/// starting a run takes: a run starts by the schedule of before or by the one of after.
public final class PgSchedules implements Schedules {
  private final Database database;
  private final ScheduleLines lines = new ScheduleLines();

  public PgSchedules(Database database) {
    this.database = database;
  }

  @Override
  public List<Line> list() {
    return database.withConnection(lines::all);
  }

  @Override
  public Answer set(TenantId tenant, IntegrationId integration, Rhythm rhythm, By by) {
    Optional<Problem> wrong = rhythm.problem();
    if (wrong.isPresent()) {
      return new Answer.Refused(wrong.get());
    }
    return database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          Optional<Problem> unfit = unfit(connection, tenant, integration);
          if (unfit.isPresent()) {
            return new Answer.Refused(unfit.get());
          }
          Optional<Line> before = lines.one(connection, tenant, integration);
          if (before.isPresent() && before.get().rhythm().equals(rhythm)) {
            return new Answer.Changed(before.get());
          }
          Integer retry = rhythm.retryMinutes();
          Sql upsert =
              Sql.on(
                      connection,
                      """
                      INSERT INTO etl_schedule (tenant_id, integration_id, every_minutes, retry_minutes)
                      VALUES (?, ?, ?, ?)
                      ON CONFLICT (integration_id) DO UPDATE SET every_minutes = EXCLUDED.every_minutes,
                        retry_minutes = EXCLUDED.retry_minutes, changed_at = clock_timestamp()
                      """)
                  .with(tenant.value())
                  .with(integration.value())
                  .with(rhythm.everyMinutes());
          (retry == null ? upsert.withNull() : upsert.with(retry.longValue())).update();
          record(connection, tenant, integration, before, Optional.of(rhythm), by);
          return new Answer.Changed(lines.one(connection, tenant, integration).orElseThrow());
        });
  }

  @Override
  public Answer remove(TenantId tenant, IntegrationId integration, By by) {
    return database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          Optional<Line> before = lines.one(connection, tenant, integration);
          int gone =
              Sql.on(
                      connection,
                      "DELETE FROM etl_schedule WHERE tenant_id = ? AND integration_id = ?")
                  .with(tenant.value())
                  .with(integration.value())
                  .update();
          if (gone == 0) {
            return new Answer.Refused(
                new Problem(
                    "schedule.none",
                    "Integration " + integration + " has no schedule.",
                    "See `cutover integration schedule`."));
          }
          record(connection, tenant, integration, before, Optional.empty(), by);
          return new Answer.Changed(null);
        });
  }

  /// Why the integration cannot have a schedule, if it cannot; its row is locked otherwise.
  private static Optional<Problem> unfit(
      Connection connection, TenantId tenant, IntegrationId integration) {
    Optional<String> provider =
        Sql.on(
                connection,
                "SELECT provider FROM integrations WHERE id = ? AND tenant_id = ? AND type = 'Data'"
                    + " FOR NO KEY UPDATE")
            .with(integration.value())
            .with(tenant.value())
            .first(row -> row.getString(1));
    if (provider.isEmpty()) {
      return Optional.of(
          new Problem(
              "schedule.integration",
              "Tenant " + tenant + " has no integration " + integration + ".",
              "See `cutover integration list`."));
    }
    return PgRuns.entitiesOf(PgIntegrations.kind(provider.get())).isEmpty()
        ? Optional.of(
            new Problem(
                "schedule.provider",
                "Nothing can be read from a " + provider.get() + " integration.",
                "Schedules are for jira, github and files."))
        : Optional.empty();
  }

  private static void record(
      Connection connection,
      TenantId tenant,
      IntegrationId integration,
      Optional<Line> before,
      Optional<Rhythm> after,
      By by) {
    SettingEvents.append(
        connection,
        new SettingEvents.Change(
            tenant.value(),
            integration.value(),
            "schedule",
            "integration " + integration,
            before.map(line -> line.rhythm().toString()).orElse(null),
            after.map(Rhythm::toString).orElse(null)),
        by.actor(),
        by.reason());
  }
}
