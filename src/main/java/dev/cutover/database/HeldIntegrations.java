package dev.cutover.database;

import dev.cutover.pipeline.JobTransition;
import java.sql.Connection;
import java.util.Optional;

/// Integrations that a person holds: none of their jobs is dispatched or claimed, whatever its
/// stage. What is queued goes back to waiting at once, what runs stops at its next page.
final class HeldIntegrations {
  /// Over `etl_job_queue j`: not of an integration that is held. The few that are held are looked
  /// up once a statement.
  static final String NOT_HELD =
      "coalesce(j.integration_id, 0) <> ALL (ARRAY(SELECT g.integration_id FROM"
          + " etl_integration_pause g WHERE g.held_by IS NOT NULL))";

  /// Over `etl_job_queue q`: whether its integration is held.
  static final String HELD =
      "EXISTS (SELECT FROM etl_integration_pause g WHERE g.integration_id = q.integration_id AND"
          + " g.held_by IS NOT NULL)";

  private HeldIntegrations() {}

  static boolean pause(Connection connection, long integration, String actor, String reason) {
    Optional<Long> tenant = tenant(connection, integration);
    boolean held =
        tenant.isPresent()
            && Sql.on(
                        connection,
                        """
                        INSERT INTO etl_integration_pause AS p
                          (integration_id, tenant_id, paused_until, reason, held_by, held_since, held_because)
                        VALUES (?, ?, clock_timestamp(), '', ?, clock_timestamp(), ?)
                        ON CONFLICT (integration_id) DO UPDATE SET held_by = EXCLUDED.held_by,
                          held_since = EXCLUDED.held_since, held_because = EXCLUDED.held_because
                        WHERE p.held_by IS NULL
                        """)
                    .with(integration)
                    .with(tenant.get())
                    .with(actor)
                    .with(reason)
                    .update()
                == 1;
    if (held) {
      record(connection, integration, tenant.get(), "paused", actor, reason);
      String recall =
          JobMove.of(JobTransition.T3_RECALL)
              .where("j.integration_id = ? AND j.tenant_id = ?")
              .returning("m.id");
      Sql.on(connection, recall)
          .with(integration)
          .with(tenant.get())
          .with(actor)
          .with("integration paused: " + reason)
          .list(row -> row.getLong(1));
    }
    return held;
  }

  static boolean resume(Connection connection, long integration, String actor, String reason) {
    Optional<Long> tenant = tenant(connection, integration);
    boolean resumed =
        tenant.isPresent()
            && Sql.on(
                        connection,
                        "UPDATE etl_integration_pause SET held_by = NULL, held_since = NULL,"
                            + " held_because = NULL WHERE integration_id = ? AND tenant_id = ? AND"
                            + " held_by IS NOT NULL")
                    .with(integration)
                    .with(tenant.get())
                    .update()
                == 1;
    if (resumed) {
      record(connection, integration, tenant.get(), "resumed", actor, reason);
    }
    return resumed;
  }

  private static Optional<Long> tenant(Connection connection, long integration) {
    return Sql.on(connection, "SELECT tenant_id FROM integrations WHERE id = ? FOR NO KEY UPDATE")
        .with(integration)
        .first(row -> row.getLong(1));
  }

  private static void record(
      Connection connection,
      long integration,
      long tenant,
      String act,
      String actor,
      String reason) {
    Sql.on(
            connection,
            "INSERT INTO etl_integration_event (integration_id, tenant_id, act, actor, reason)"
                + " VALUES (?, ?, ?, ?, ?)")
        .with(integration)
        .with(tenant)
        .with(act)
        .with(actor)
        .with(reason)
        .update();
  }
}
