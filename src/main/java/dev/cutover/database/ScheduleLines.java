package dev.cutover.database;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.stage.Schedules.Line;
import dev.cutover.pipeline.stage.Schedules.Rhythm;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `etl_schedule`: the settings and what starts the runs go by the same reading of when a run
/// is due.
final class ScheduleLines {
  private static final SqlResource LINES = SqlResource.load("schedule/lines.sql");

  List<Line> all(Connection connection) {
    return read(connection, 0, 0);
  }

  Optional<Line> one(Connection connection, TenantId tenant, IntegrationId integration) {
    return read(connection, tenant.value(), integration.value()).stream().findFirst();
  }

  private static List<Line> read(Connection connection, long tenant, long integration) {
    return LINES
        .on(connection, Map.of("tenant", tenant, "integration", integration))
        .list(
            row -> {
              Long retry = Sql.number(row, "retry_minutes");
              return new Line(
                  new TenantId(row.getLong("tenant_id")),
                  new IntegrationId(row.getLong("integration_id")),
                  new Rhythm(row.getInt("every_minutes"), retry == null ? null : retry.intValue()),
                  Sql.instant(row, "next_at"),
                  row.getBoolean("running"),
                  row.getBoolean("due"));
            });
  }
}
