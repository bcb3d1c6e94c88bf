package dev.cutover.rawdata;

import dev.cutover.job.IntegrationId;
import java.util.Map;

/// Where raw rows come from, for those who look at a copy of them later and elsewhere.
///
/// @param origin the database, without secrets
/// @param server product and version of its server
/// @param schema version of its schema
/// @param fieldMappings which custom field goes into which column, by integration: what the
///   transform needs beside the documents
public record RawProvenance(
    String origin,
    String server,
    String schema,
    Map<IntegrationId, Map<String, String>> fieldMappings) {

  public RawProvenance {
    fieldMappings = Map.copyOf(fieldMappings);
  }

  /// Of a source that tells no more than its name.
  public static RawProvenance named(String origin) {
    return new RawProvenance(origin, "", "", Map.of());
  }
}
