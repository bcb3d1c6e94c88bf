package dev.cutover.boot;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.Integrations;
import dev.cutover.rawdata.RawProvenance;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The integrations as a snapshot knows them: their field mappings, and nothing to reach them with.
final class FrozenIntegrations implements Integrations {
  private final RawProvenance provenance;

  private final Map<String, String> mapped;

  /// @param mapped field mappings that go before those of the snapshot
  FrozenIntegrations(RawProvenance provenance, Map<String, String> mapped) {
    this.provenance = provenance;
    this.mapped = Map.copyOf(mapped);
  }

  @Override
  public IntegrationSettings settings(TenantId tenant, IntegrationId integration) {
    return new IntegrationSettings(
        tenant,
        integration,
        "snapshot",
        "",
        null,
        Optional::empty,
        Map.of(),
        mappings(integration));
  }

  private Map<String, String> mappings(IntegrationId integration) {
    Map<String, String> all =
        new HashMap<>(provenance.fieldMappings().getOrDefault(integration, Map.of()));
    all.putAll(mapped);
    return Map.copyOf(all);
  }

  @Override
  public void pause(TenantId tenant, IntegrationId integration, Duration time, Problem reason) {
    throw new IllegalStateException("a snapshot has no integrations to pause");
  }
}
