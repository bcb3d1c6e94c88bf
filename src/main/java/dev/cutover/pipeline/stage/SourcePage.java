package dev.cutover.pipeline.stage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One page of a source.
///
/// @param rejects what came but is no record: kept as dead letters, the page goes on
/// @param cursor where to go on, null on the last page; opaque to everyone but the source
/// @param facts facts of the page for `extraction_metadata` (url without secrets, page number,
///   total ...)
public record SourcePage(
    List<SourceRecord> records,
    List<Reject> rejects,
    @Nullable String cursor,
    Map<String, String> facts) {

  public boolean isLast() {
    return cursor == null;
  }

  /// Bytes that could not become a record.
  ///
  /// @param pointer where they were: file and line, or url and index
  public record Reject(byte[] body, String pointer, String reason) {}
}
