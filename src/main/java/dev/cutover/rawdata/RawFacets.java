package dev.cutover.rawdata;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import java.util.List;

/// What there is to choose from, with counts that are bounded so that asking is quick.
public record RawFacets(
    List<Tenant> tenants,
    List<Integration> integrations,
    List<Entity> entities,
    List<State> states) {

  public RawFacets {
    tenants = List.copyOf(tenants);
    integrations = List.copyOf(integrations);
    entities = List.copyOf(entities);
    states = List.copyOf(states);
  }

  public record Tenant(TenantId id, String name) {}

  public record Integration(IntegrationId id, TenantId tenant, String provider) {}

  /// Rows of one entity of one tenant.
  public record Entity(TenantId tenant, String entity, RawCount rows) {}

  /// Rows in one state, of all tenants.
  public record State(String status, RawCount rows) {}
}
