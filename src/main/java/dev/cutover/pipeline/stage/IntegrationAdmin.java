package dev.cutover.pipeline.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Adds and removes integrations.
public interface IntegrationAdmin {

  /// Creates the tenant when it is new. The same tenant, provider and address again updates that
  /// integration.
  Added add(NewIntegration integration);

  List<Line> list();

  /// How many rows hang on an integration.
  Optional<Holdings> holdings(long integration);

  /// Deletes an integration that has no rows; switches one off that has.
  ///
  /// @return true when it was deleted
  boolean remove(long integration);

  /// Switches an integration on or off. Off, no run of it can be started; what it has stays.
  ///
  /// @return false when there is no such integration
  boolean setActive(long integration, boolean active);

  /// Holds all jobs of an integration until a person resumes it. Running jobs stop at their next
  /// page.
  ///
  /// @return false when there is no such integration or it is held already
  boolean pause(long integration, String actor, String reason);

  /// Lets the jobs of a held integration go on. A pause that the source asked for stays.
  ///
  /// @return false when nobody held it
  boolean resume(long integration, String actor, String reason);

  /// @param settings `projects`, `repos`, `path`, `token_env` ...; never a secret
  /// @param mappings business column to source field
  record NewIntegration(
      String tenant,
      String provider,
      String url,
      @Nullable String user,
      Map<String, String> settings,
      Map<String, String> mappings) {}

  record Added(long tenant, long integration, boolean created) {}

  /// @param pausedBecause why the source is not asked for a while; null when it is
  /// @param hold of a person; null when nobody holds it
  record Line(
      long tenantId,
      String tenant,
      long integration,
      String provider,
      String url,
      @Nullable String user,
      boolean active,
      Map<String, String> settings,
      Map<String, String> mappings,
      @Nullable String pausedBecause,
      @Nullable Hold hold) {}

  record Holdings(long rawRows, long businessRows, long jobs) {
    public boolean isEmpty() {
      return rawRows + businessRows + jobs == 0;
    }
  }
}
