package dev.cutover.database;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.Integrations;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `integrations` with their settings and field mappings. Secrets are not read here but resolved by
/// name.
public final class PgIntegrations implements Integrations {

  private final Database database;
  private final SecretLookup secrets;

  /// Finds the secret of an integration when it is needed.
  public interface SecretLookup {
    /// @param settings of the integration, which may name an environment variable (`token_env`)
    Optional<String> secretOf(
        TenantId tenant,
        IntegrationId integration,
        Map<String, String> settings,
        @Nullable String platformPassword);
  }

  public PgIntegrations(Database database, SecretLookup secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  /// The platform allows a provider once a tenant; further ones are stored as `jira (2)`.
  static String kind(String provider) {
    int suffix = provider.indexOf(" (");
    return (suffix < 0 ? provider : provider.substring(0, suffix))
        .toLowerCase(java.util.Locale.ROOT);
  }

  private record Found(
      String provider,
      String url,
      @Nullable String user,
      @Nullable String password,
      Map<String, String> settings) {}

  @Override
  public IntegrationSettings settings(TenantId tenant, IntegrationId integration) {
    return database.withConnection(
        connection -> {
          Found found =
              Sql.on(
                      connection,
                      """
                      SELECT provider, COALESCE(base_url, ''), username, password, settings, base_search
                      FROM integrations WHERE id = ? AND tenant_id = ?
                      """)
                  .with(integration.value())
                  .with(tenant.value())
                  .first(
                      row ->
                          new Found(
                              kind(row.getString(1)),
                              row.getString(2),
                              row.getString(3),
                              row.getString(4),
                              settings(row.getString(5), row.getString(6))))
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "tenant " + tenant + " has no integration " + integration));
          Map<String, String> mappings = new HashMap<>();
          List<String[]> rows =
              Sql.on(
                      connection,
                      "SELECT target, field_id FROM custom_fields_mappings WHERE tenant_id = ? AND"
                          + " integration_id = ?")
                  .with(tenant.value())
                  .with(integration.value())
                  .list(row -> new String[] {row.getString(1), row.getString(2)});
          rows.forEach(pair -> mappings.put(pair[0], pair[1]));
          return new IntegrationSettings(
              tenant,
              integration,
              found.provider(),
              found.url(),
              found.user(),
              () -> secrets.secretOf(tenant, integration, found.settings(), found.password()),
              found.settings(),
              Map.copyOf(mappings));
        });
  }

  private static Map<String, String> settings(String json, @Nullable String baseSearch) {
    Map<String, String> settings = new HashMap<>();
    Json.MAPPER
        .readTree(json)
        .properties()
        .forEach(
            entry ->
                settings.put(
                    entry.getKey(),
                    entry.getValue().isString()
                        ? entry.getValue().asString()
                        : entry.getValue().toString()));
    if (baseSearch != null && !baseSearch.isBlank()) {
      settings.putIfAbsent("base_search", baseSearch);
    }
    return Map.copyOf(settings);
  }

  @Override
  public void pause(TenantId tenant, IntegrationId integration, Duration duration, Problem reason) {
    database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    """
                    INSERT INTO etl_integration_pause AS p (integration_id, tenant_id, paused_until, reason)
                    VALUES (?, ?, clock_timestamp() + make_interval(secs => ? / 1000.0), ?)
                    ON CONFLICT (integration_id) DO UPDATE SET
                      paused_until = GREATEST(p.paused_until, EXCLUDED.paused_until), reason = EXCLUDED.reason
                    """)
                .with(integration.value())
                .with(tenant.value())
                .with(duration.toMillis())
                .with(reason.what())
                .update());
  }
}
