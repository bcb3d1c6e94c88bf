package dev.cutover.database;

import dev.cutover.pipeline.stage.Hold;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// `tenants`, `integrations` and `custom_fields_mappings` as an administrator changes them.
public final class PgIntegrationAdmin implements IntegrationAdmin {
  private static final int MOST_OF_A_PROVIDER = 1000;

  private final Database database;

  public PgIntegrationAdmin(Database database) {
    this.database = database;
  }

  @Override
  public Added add(NewIntegration wanted) {
    return database.inTransaction(tx -> add(PgTx.of(tx), wanted));
  }

  private static Added add(Connection connection, NewIntegration wanted) {
    long tenant = tenant(connection, wanted.tenant());
    ObjectNode settings = Json.MAPPER.createObjectNode();
    wanted.settings().forEach(settings::put);
    String json = Json.MAPPER.writeValueAsString(settings);
    Optional<Long> existing =
        Sql.on(
                connection,
                "SELECT id FROM integrations WHERE tenant_id = ? AND (lower(provider) = ? OR"
                    + " lower(provider) LIKE ? || ' (%') AND COALESCE(base_url, '') = ?"
                    + " AND COALESCE(settings ->> 'path', '') = ?")
            .with(tenant)
            .with(wanted.provider())
            .with(wanted.provider())
            .with(wanted.url())
            .with(wanted.settings().getOrDefault("path", ""))
            .first(row -> row.getLong(1));
    long integration =
        existing.isPresent()
            ? update(connection, existing.get(), wanted, json)
            : insert(connection, tenant, wanted, json);
    Sql.on(
            connection,
            "DELETE FROM custom_fields_mappings WHERE tenant_id = ? AND integration_id = ?")
        .with(tenant)
        .with(integration)
        .update();
    wanted
        .mappings()
        .forEach(
            (target, field) ->
                Sql.on(
                        connection,
                        "INSERT INTO custom_fields_mappings (tenant_id, integration_id, target,"
                            + " field_id) VALUES (?, ?, ?, ?)")
                    .with(tenant)
                    .with(integration)
                    .with(target)
                    .with(field)
                    .update());
    return new Added(tenant, integration, existing.isEmpty());
  }

  private static long tenant(Connection connection, String name) {
    Sql.on(connection, "INSERT INTO tenants (name) VALUES (?) ON CONFLICT (name) DO NOTHING")
        .with(name)
        .update();
    return Sql.on(connection, "SELECT id FROM tenants WHERE name = ? FOR NO KEY UPDATE")
        .with(name)
        .one(row -> row.getLong(1));
  }

  private static long update(
      Connection connection, long integration, NewIntegration wanted, String settings) {
    Sql.on(
            connection,
            "UPDATE integrations SET username = ?, settings = ?::jsonb, active = TRUE,"
                + " last_updated_at = clock_timestamp() WHERE id = ?")
        .with(wanted.user())
        .with(settings)
        .with(integration)
        .update();
    return integration;
  }

  private static long insert(
      Connection connection, long tenant, NewIntegration wanted, String settings) {
    for (int number = 1; number <= MOST_OF_A_PROVIDER; number++) {
      String provider = number == 1 ? wanted.provider() : wanted.provider() + " (" + number + ")";
      Optional<Long> id =
          Sql.on(
                  connection,
                  """
                  INSERT INTO integrations (provider, type, username, base_url, tenant_id, settings)
                  VALUES (?, 'Data', ?, ?, ?, ?::jsonb)
                  ON CONFLICT (provider, tenant_id) DO NOTHING RETURNING id
                  """)
              .with(provider)
              .with(wanted.user())
              .with(wanted.url())
              .with(tenant)
              .with(settings)
              .first(row -> row.getLong(1));
      if (id.isPresent()) {
        return id.get();
      }
    }
    throw new IllegalStateException(
        "more than " + MOST_OF_A_PROVIDER + " integrations of a provider");
  }

  @Override
  public List<Line> list() {
    return database.withConnection(
        connection -> {
          Map<Long, Map<String, String>> mappings = new HashMap<>();
          Sql.on(connection, "SELECT integration_id, target, field_id FROM custom_fields_mappings")
              .list(
                  row ->
                      mappings
                          .computeIfAbsent(row.getLong(1), _ -> new TreeMap<>())
                          .put(row.getString(2), row.getString(3)));
          return Sql.on(
                  connection,
                  """
                  SELECT i.tenant_id, t.name, i.id, i.provider, COALESCE(i.base_url, ''), i.username,
                    COALESCE(i.active, TRUE), i.settings,
                    CASE WHEN p.paused_until > clock_timestamp() THEN p.reason END,
                    p.held_by, p.held_since, p.held_because
                  FROM integrations i JOIN tenants t ON t.id = i.tenant_id
                  LEFT JOIN etl_integration_pause p ON p.integration_id = i.id
                  WHERE i.type = 'Data' ORDER BY lower(t.name), t.id, i.id
                  """)
              .list(
                  row ->
                      new Line(
                          row.getLong(1),
                          row.getString(2),
                          row.getLong(3),
                          PgIntegrations.kind(row.getString(4)),
                          row.getString(5),
                          row.getString(6),
                          row.getBoolean(7),
                          settings(row.getString(8)),
                          mappings.getOrDefault(row.getLong(3), Map.of()),
                          row.getString(9),
                          hold(row)));
        });
  }

  private static @Nullable Hold hold(ResultSet row) throws SQLException {
    String by = row.getString("held_by");
    return by == null
        ? null
        : new Hold(
            by,
            Objects.requireNonNullElse(Sql.instant(row, "held_since"), Instant.EPOCH),
            Objects.requireNonNullElse(row.getString("held_because"), ""));
  }

  private static Map<String, String> settings(String json) {
    Map<String, String> settings = new TreeMap<>();
    Json.MAPPER
        .readTree(json)
        .properties()
        .forEach(
            each ->
                settings.put(
                    each.getKey(),
                    each.getValue().isString()
                        ? each.getValue().asString()
                        : each.getValue().toString()));
    return settings;
  }

  @Override
  public Optional<Holdings> holdings(long integration) {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    """
                    SELECT (SELECT count(*) FROM raw_extraction_data WHERE integration_id = i.id AND tenant_id = i.tenant_id),
                      (SELECT count(*) FROM projects WHERE integration_id = i.id)
                        + (SELECT count(*) FROM work_items WHERE integration_id = i.id)
                        + (SELECT count(*) FROM repositories WHERE integration_id = i.id)
                        + (SELECT count(*) FROM statuses WHERE integration_id = i.id)
                        + (SELECT count(*) FROM wits WHERE integration_id = i.id),
                      (SELECT count(*) FROM etl_job_queue WHERE integration_id = i.id)
                    FROM integrations i WHERE i.id = ?
                    """)
                .with(integration)
                .first(row -> new Holdings(row.getLong(1), row.getLong(2), row.getLong(3))));
  }

  @Override
  public boolean setActive(long integration, boolean active) {
    return database.withConnection(
        connection ->
            Sql.on(
                        connection,
                        "UPDATE integrations SET active = ?, last_updated_at = clock_timestamp()"
                            + " WHERE id = ?")
                    .with(active)
                    .with(integration)
                    .update()
                == 1);
  }

  @Override
  public boolean pause(long integration, String actor, String reason) {
    return database.inTransaction(
        tx -> HeldIntegrations.pause(PgTx.of(tx), integration, actor, reason));
  }

  @Override
  public boolean resume(long integration, String actor, String reason) {
    return database.inTransaction(
        tx -> HeldIntegrations.resume(PgTx.of(tx), integration, actor, reason));
  }

  @Override
  public boolean remove(long integration) {
    boolean empty = holdings(integration).map(Holdings::isEmpty).orElse(false);
    return database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          if (!empty) {
            Sql.on(connection, "UPDATE integrations SET active = FALSE WHERE id = ?")
                .with(integration)
                .update();
            return false;
          }
          for (String table :
              List.of(
                  "custom_fields_mappings",
                  "etl_watermark",
                  "etl_integration_pause",
                  "etl_integration_event",
                  "etl_schedule",
                  "etl_run")) {
            Sql.on(connection, "DELETE FROM " + table + " WHERE integration_id = ?")
                .with(integration)
                .update();
          }
          Sql.on(connection, "DELETE FROM integrations WHERE id = ?").with(integration).update();
          return true;
        });
  }
}
