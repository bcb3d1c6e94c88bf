package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourceRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the exact bytes of one JSON object into a record: its identity, its digest, and a copy for
/// jsonb where that is needed. What is no record comes back with the reason, in words for a dead
/// letter.
///
/// Not thread safe; one for each reader of a source.
final class RecordReader {
  /// Length of `external_id` in the database.
  private static final int LONGEST_ID = 255;

  private final JsonScan scan;

  RecordReader(JsonLimits limits) {
    this.scan = new JsonScan(limits);
  }

  sealed interface Reading {
    record Accepted(SourceRecord record) implements Reading {}

    record Refused(String reason) implements Reading {}
  }

  Reading read(EntityType entity, byte[] body) {
    return read(entity, body, 0, body.length, null);
  }

  /// Reads the object in `bytes[from, to)`; white space around it belongs to no one.
  ///
  /// @param fallbackId identity where the object has none of its own, as an export's envelope may
  ///   give it
  Reading read(EntityType entity, byte[] bytes, int from, int to, @Nullable String fallbackId) {
    int start = from;
    int end = to;
    while (start < end && blank(bytes[start])) {
      start++;
    }
    while (end > start && blank(bytes[end - 1])) {
      end--;
    }
    RecordShape shape = RecordShape.of(entity);
    try {
      scan.scan(bytes, start, end, shape.wanted());
    } catch (NotJson fault) {
      return new Reading.Refused(start == end ? "is empty" : fault.reason());
    }
    if (bytes[start] != '{') {
      return new Reading.Refused("is no JSON object");
    }
    String id = first(0, shape.ids());
    if (id == null && fallbackId != null) {
      id = fallbackId;
    }
    String wrong = whatIsWrong(id);
    if (id == null || wrong != null) {
      return new Reading.Refused(wrong == null ? "has no id" : wrong);
    }
    List<String> flags = scan.flags();
    Instant updated = SourceTimes.instant(first(shape.ids(), shape.ids() + shape.times()));
    return new Reading.Accepted(
        new SourceRecord(
            entity,
            id,
            Arrays.copyOfRange(bytes, start, end),
            scan.digest(),
            flags.isEmpty() ? null : scan.repaired(start, end),
            flags,
            updated));
  }

  /// The first of some wanted members that is there and no null.
  private @Nullable String first(int fromSlot, int toSlot) {
    for (int slot = fromSlot; slot < toSlot; slot++) {
      JsonSlice value = scan.found(slot);
      if (value != null && !value.isNull() && !value.isObject() && !value.isArray()) {
        return value.text();
      }
    }
    return null;
  }

  private static @Nullable String whatIsWrong(@Nullable String id) {
    if (id == null || id.isBlank()) {
      return "has no id";
    }
    if (id.codePointCount(0, id.length()) > LONGEST_ID) {
      return "has an id of "
          + id.length()
          + " characters, more than the "
          + LONGEST_ID
          + " there is room for";
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < id.length()
              && Character.isLowSurrogate(id.charAt(i + 1));
      if (c == 0 || Character.isSurrogate(c) && !pair) {
        return "has an id with a character that no database text can hold";
      }
      i += pair ? 1 : 0;
    }
    return null;
  }

  private static boolean blank(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
