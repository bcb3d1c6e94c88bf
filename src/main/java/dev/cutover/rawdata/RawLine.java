package dev.cutover.rawdata;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A raw row in a list: everything but its document.
///
/// @param externalId the record's id at its source
/// @param label what people call the record (`OPS-812`), null when the source of the list does not
///   know without reading the document
/// @param version 1 for the oldest stored version of the record
/// @param status a word of [RawStatus], or whatever stands there
/// @param size bytes of the document as it was received, null when those were not kept
/// @param problem why it failed, null when it did not
public record RawLine(
    long id,
    TenantId tenant,
    String tenantName,
    IntegrationId integration,
    String entity,
    @Nullable String externalId,
    @Nullable String label,
    int version,
    Instant extractedAt,
    String status,
    @Nullable Long size,
    @Nullable String problem) {

  /// What to call it in a sentence: `OPS-812`, else its external id, else its own.
  public String name() {
    if (label != null) {
      return label;
    }
    return externalId == null ? "raw row " + id : externalId;
  }
}
