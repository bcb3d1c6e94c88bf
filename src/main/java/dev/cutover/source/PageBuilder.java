package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourcePage.Reject;
import dev.cutover.pipeline.stage.SourceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Collects one page: records, and what should have been one.
final class PageBuilder {
  private final RecordReader reader;
  private final List<SourceRecord> records = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private final Map<String, String> facts = new LinkedHashMap<>();

  PageBuilder(RecordReader reader) {
    this.reader = reader;
  }

  PageBuilder fact(String name, Object value) {
    facts.put(name, String.valueOf(value));
    return this;
  }

  void add(EntityType entity, JsonSlice slice, String pointer) {
    add(entity, slice.bytes(), slice.from(), slice.to(), null, pointer);
  }

  void add(EntityType entity, byte[] body, String pointer, String... flags) {
    int size = records.size();
    add(entity, body, 0, body.length, null, pointer);
    if (flags.length > 0 && records.size() > size) {
      records.add(flagged(records.removeLast(), List.of(flags)));
    }
  }

  void add(
      EntityType entity,
      byte[] bytes,
      int from,
      int to,
      @Nullable String fallbackId,
      String pointer) {
    switch (reader.read(entity, bytes, from, to, fallbackId)) {
      case RecordReader.Reading.Accepted(SourceRecord record) -> records.add(record);
      case RecordReader.Reading.Refused(String reason) ->
          reject(java.util.Arrays.copyOfRange(bytes, from, to), pointer, reason);
    }
  }

  /// Adds every element of an array.
  void addAll(EntityType entity, List<JsonSlice> elements, String where) {
    for (int i = 0; i < elements.size(); i++) {
      add(entity, elements.get(i), where + "[" + i + "]");
    }
  }

  void reject(byte[] body, String pointer, String reason) {
    rejects.add(new Reject(body, pointer, reason));
  }

  int size() {
    return records.size() + rejects.size();
  }

  SourcePage page(@Nullable String cursor) {
    return new SourcePage(List.copyOf(records), List.copyOf(rejects), cursor, Map.copyOf(facts));
  }

  private static SourceRecord flagged(SourceRecord r, List<String> more) {
    List<String> flags = Stream.concat(r.flags().stream(), more.stream()).toList();
    return new SourceRecord(
        r.entity(), r.externalId(), r.body(), r.sha256(), r.jsonb(), flags, r.updatedAt());
  }
}
