package dev.cutover.database;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/// The record of changed settings: `etl_setting_event`.
final class SettingEvents {
  private SettingEvents() {}

  /// @param setting `statuses`, `types`, `fields` or `schedule`
  /// @param subject what was set
  record Change(
      long tenant,
      @Nullable Long integration,
      String setting,
      String subject,
      @Nullable String was,
      @Nullable String becomes) {}

  /// Written in the transaction of the change.
  static void append(Connection connection, Change change, String actor, String reason) {
    Long integration = change.integration();
    Sql event =
        Sql.on(
                connection,
                "INSERT INTO etl_setting_event (tenant_id, integration_id, setting, subject, was,"
                    + " becomes, actor, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            .with(change.tenant());
    (integration == null ? event.withNull() : event.with(integration.longValue()))
        .with(change.setting())
        .with(change.subject())
        .with(change.was())
        .with(change.becomes())
        .with(actor)
        .with(reason)
        .update();
  }
}
