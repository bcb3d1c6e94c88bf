package dev.cutover.database;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import java.util.Map;

/// Which staging rows a merge may see: those of one batch, and of these only the ones of its tenant
/// and integration.
record BatchKey(TenantId tenant, IntegrationId integration, long batch) {

  Map<String, Object> parameters() {
    return Map.of(
        "tenant",
        Math.toIntExact(tenant.value()),
        "integration",
        Math.toIntExact(integration.value()),
        "batch",
        batch);
  }
}
