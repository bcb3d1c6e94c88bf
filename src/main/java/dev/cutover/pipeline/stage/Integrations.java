package dev.cutover.pipeline.stage;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import java.time.Duration;

/// What is known of the integrations, and their one shared pause.
public interface Integrations {

  /// @throws IllegalStateException when the tenant has no such integration
  IntegrationSettings settings(TenantId tenant, IntegrationId integration);

  /// No worker of any process calls the integration for `duration` from now (database clock). A
  /// longer pause that is already set stays.
  void pause(TenantId tenant, IntegrationId integration, Duration duration, Problem reason);
}
