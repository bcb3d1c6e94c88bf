package dev.cutover.rawdata;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A raw row with its document.
///
/// @param body the exact bytes as they were received; the text of the jsonb column where no bytes
///   were kept
/// @param exact false when `body` is not what was received
/// @param readable the bytes to read as JSON: the body, or its cleaned copy where the body is none
/// @param flags what the cleaned copy left out (`nul`, `lone_surrogate`, `number_range` ..)
/// @param sha256 digest of the content, in hexadecimal; null when there is none
/// @param sourceUpdatedAt the source's own time of last change
/// @param current false when a newer version of the record was seen later
/// @param metadata JSON: facts of the page it came in
/// @param problem JSON: why it failed
/// @param history what operators did with it, the oldest first
public record RawRecord(
    RawLine line,
    byte[] body,
    boolean exact,
    byte[] readable,
    List<String> flags,
    @Nullable String sha256,
    @Nullable Instant sourceUpdatedAt,
    @Nullable Instant lastSeenAt,
    @Nullable Instant processedAt,
    @Nullable Long run,
    @Nullable Long job,
    boolean current,
    @Nullable String metadata,
    @Nullable String problem,
    List<Event> history) {

  public RawRecord {
    flags = List.copyOf(flags);
    history = List.copyOf(history);
  }

  /// What an operator did with a raw row, and why.
  public record Event(
      @Nullable Instant at,
      @Nullable String from,
      String to,
      String actor,
      @Nullable String detail) {}
}
