package dev.cutover.pipeline.stage;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.Assignment;
import org.jspecify.annotations.Nullable;

/// Where records come from: Jira, GitHub, a folder of files.
public interface SourceSystem {

  /// Opens a reader for one primary entity and its companions.
  ///
  /// @param cursor where an earlier attempt left off, null to begin
  /// @throws SourceProblem when the settings of the integration cannot work
  Reader open(
      IntegrationSettings integration,
      EntityType entity,
      Assignment.Extract order,
      @Nullable String cursor);

  /// Tries the connection and the rights without reading records.
  ///
  /// @return what answered, for a person (product, version, account)
  String test(IntegrationSettings integration) throws InterruptedException;

  /// Reads pages in order. Not thread safe.
  interface Reader extends AutoCloseable {
    /// Fetches the next page; must not be called after a page whose cursor is null.
    ///
    /// @throws SourceProblem with its kind; nothing of the failed page has been handed out
    SourcePage next() throws InterruptedException;

    @Override
    void close();
  }
}
