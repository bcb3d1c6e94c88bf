package dev.cutover.cli;

import dev.cutover.rawdata.LoadedComparison;
import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawPage;
import dev.cutover.rawdata.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// Raw rows as text and as JSON.
final class RawText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final List<String> HEADER =
      List.of(
          "id",
          "tenant",
          "entity",
          "record",
          "version",
          "extracted (UTC)",
          "state",
          "bytes",
          "problem");

  private RawText() {}

  static void table(Printer out, List<RawLine> lines) {
    out.table(HEADER, lines.stream().map(RawText::cells).toList());
  }

  private static List<String> cells(RawLine line) {
    String record = line.name();
    if (line.label() != null && line.externalId() != null) {
      record += " (" + line.externalId() + ")";
    }
    return List.of(
        String.valueOf(line.id()),
        line.tenantName(),
        line.entity(),
        record,
        String.valueOf(line.version()),
        TIME.format(line.extractedAt()),
        line.status(),
        line.size() == null ? "?" : String.valueOf(line.size()),
        line.problem() == null ? "" : shortened(line.problem(), 60));
  }

  static String shortened(String text, int most) {
    String line = text.replace('\n', ' ').replace('\r', ' ');
    return line.length() > most ? line.substring(0, most - 3) + "..." : line;
  }

  static ObjectNode json(RawLine line) {
    return Printer.object()
        .put("id", line.id())
        .put("tenant_id", line.tenant().value())
        .put("tenant", line.tenantName())
        .put("integration_id", line.integration().value())
        .put("entity_type", line.entity())
        .put("external_id", line.externalId())
        .put("label", line.label())
        .put("version", line.version())
        .put("created_at", line.extractedAt().toString())
        .put("processing_status", line.status())
        .put("bytes", line.size())
        .put("problem", line.problem());
  }

  /// With the document as it was written.
  static ObjectNode json(RawRecord record) {
    ObjectNode json =
        json(record.line())
            .put("current", record.current())
            .put("exact", record.exact())
            .put("content_sha256", record.sha256())
            .put("source_updated_at", text(record.sourceUpdatedAt()))
            .put("last_seen_at", text(record.lastSeenAt()))
            .put("processed_at", text(record.processedAt()))
            .put("run", record.run())
            .put("job", record.job());
    record.flags().forEach(json.putArray("flags")::add);
    raw(json, "extraction_metadata", record.metadata());
    raw(json, "error_details", record.problem());
    var history = json.putArray("history");
    for (RawRecord.Event event : record.history()) {
      history
          .addObject()
          .put("at", text(event.at()))
          .put("from", event.from())
          .put("to", event.to())
          .put("actor", event.actor())
          .put("reason", event.detail());
    }
    raw(json, "raw_data", new String(record.readable(), StandardCharsets.UTF_8));
    return json;
  }

  /// Line breaks stand between values only: inside strings JSON has escapes for them.
  private static void raw(ObjectNode json, String name, @Nullable String document) {
    if (document == null) {
      json.putNull(name);
    } else {
      json.putRawValue(name, new RawValue(document.replaceAll("[\\r\\n]+", " ").strip()));
    }
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }

  static String time(Instant moment) {
    return TIME.format(moment);
  }

  static String count(RawCount count) {
    String number = String.format(Locale.ROOT, "%,d", count.rows());
    return switch (count.kind()) {
      case EXACT -> number;
      case AT_LEAST -> number + " or more";
      case ABOUT -> "about " + number;
    };
  }

  /// The row's place as `--after` takes it.
  static String key(RawCursor.Key key) {
    return key.extractedAt() + "/" + key.id();
  }

  static RawCursor.Key key(String option, String text) {
    int slash = text.lastIndexOf('/');
    try {
      return new RawCursor.Key(
          Instant.parse(text.substring(0, Math.max(0, slash))),
          Long.parseLong(text.substring(slash + 1)));
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IllegalArgumentException(
          option + ": '" + text + "' is no place in the list; take it from the page before.", e);
    }
  }

  /// How far a search came, empty when it saw everything it had to.
  static String unfinished(RawPage page) {
    RawPage.Searched searched = page.searched();
    if (searched.whole()) {
      return "";
    }
    Instant upTo = searched.upTo();
    return String.format(
        Locale.ROOT,
        "Searched %,d rows%s; there may be more.",
        searched.rows(),
        upTo == null ? "" : ", up to " + time(upTo) + " UTC");
  }

  static String sign(LoadedComparison.Presence presence) {
    return switch (presence) {
      case SAME -> "=";
      case DIFFERENT -> "~";
      case NOT_LOADED -> "-";
      case ONLY_LOADED -> "+";
    };
  }
}
