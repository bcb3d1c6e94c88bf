package dev.cutover.ui.rawdata;

import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a raw row beside its document, in words.
record RecordFacts(Texts texts, Times times) {

  String of(RawRecord record) {
    RawLine line = record.line();
    List<String> facts = new ArrayList<>();
    facts.add(line.entity());
    facts.add(line.tenantName());
    facts.add(
        texts.get(
            record.current() ? "rawdata.fact.current" : "rawdata.fact.superseded", line.version()));
    facts.add(times.dateTime(line.extractedAt()));
    facts.add(texts.get("rawdata.fact.bytes", record.body().length));
    if (!record.exact()) {
      facts.add(texts.get("rawdata.fact.inexact"));
    }
    if (!record.flags().isEmpty()) {
      facts.add(texts.get("rawdata.fact.flags", String.join(", ", record.flags())));
    }
    return String.join("  ·  ", facts);
  }

  /// Where the row comes from and what was done with it, a line each.
  List<String> history(RawRecord record) {
    RawLine line = record.line();
    List<String> lines = new ArrayList<>();
    lines.add(texts.get("rawdata.history.id", String.valueOf(line.id())));
    lines.add(texts.get("rawdata.history.external", String.valueOf(line.externalId())));
    lines.add(
        texts.get(
            "rawdata.history.extracted",
            times.dateTime(line.extractedAt()),
            String.valueOf(record.job()),
            String.valueOf(record.run())));
    add(lines, "rawdata.history.changed", record.sourceUpdatedAt());
    add(lines, "rawdata.history.seen", record.lastSeenAt());
    add(lines, "rawdata.history.loaded", record.processedAt());
    lines.add(texts.get("rawdata.history.sha256", String.valueOf(record.sha256())));
    if (record.metadata() != null) {
      lines.add(texts.get("rawdata.history.page", record.metadata()));
    }
    for (RawRecord.Event event : record.history()) {
      lines.add(
          texts.get(
              "rawdata.history.event",
              event.at() == null ? "" : times.dateTime(event.at()),
              word(String.valueOf(event.from())),
              word(event.to()),
              event.actor(),
              String.valueOf(event.detail())));
    }
    return lines;
  }

  private void add(List<String> lines, String key, @Nullable Instant at) {
    if (at != null) {
      lines.add(texts.get(key, times.dateTime(at)));
    }
  }

  private String word(String state) {
    return texts.getOr("rawdata.state." + state, state);
  }
}
