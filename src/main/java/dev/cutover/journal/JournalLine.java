package dev.cutover.journal;

import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.JournalRecord.Phase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One record as a line: eight hexadecimal digits of CRC-32C over the JSON, a space, the JSON.
final class JournalLine {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CRC = 8;

  private JournalLine() {}

  /// @return with the line feed
  static byte[] write(JournalRecord record) {
    ObjectNode json = JSON.createObjectNode().put("seq", record.seq());
    json.put("run", record.run())
        .put("step", record.step())
        .put("effect", record.effect())
        .put("phase", record.phase().name().toLowerCase(Locale.ROOT))
        .put("at", record.at().toString())
        .put("nanos", record.nanos())
        .put("actor", record.actor())
        .put("epoch", record.epoch());
    ObjectNode evidence = json.putObject("evidence");
    record.evidence().facts().forEach(evidence::put);
    json.put("error", record.error());
    byte[] text = JSON.writeValueAsBytes(json);
    String crc = String.format(Locale.ROOT, "%08x ", crc(text, 0, text.length));
    byte[] line = new byte[CRC + 1 + text.length + 1];
    System.arraycopy(crc.getBytes(StandardCharsets.US_ASCII), 0, line, 0, CRC + 1);
    System.arraycopy(text, 0, line, CRC + 1, text.length);
    line[line.length - 1] = '\n';
    return line;
  }

  /// @return empty when the line is not what was written once
  static Optional<JournalRecord> read(byte[] file, int from, int to) {
    if (to - from <= CRC + 1 || file[from + CRC] != ' ') {
      return Optional.empty();
    }
    String told = new String(file, from, CRC, StandardCharsets.US_ASCII);
    int text = from + CRC + 1;
    if (!told.equals(String.format(Locale.ROOT, "%08x", crc(file, text, to - text)))) {
      return Optional.empty();
    }
    try {
      return Optional.of(record(JSON.readTree(file, text, to - text)));
    } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  private static JournalRecord record(JsonNode json) {
    Map<String, String> facts = new LinkedHashMap<>();
    json.path("evidence").properties().forEach(f -> facts.put(f.getKey(), f.getValue().asString()));
    return new JournalRecord(
        json.path("seq").asLong(),
        json.path("run").asString(),
        json.path("step").asString(),
        json.path("effect").asString(),
        Phase.valueOf(json.path("phase").asString().toUpperCase(Locale.ROOT)),
        Instant.parse(json.path("at").asString()),
        json.path("nanos").asLong(),
        json.path("actor").asString(),
        json.path("epoch").asLong(),
        new Evidence(facts),
        json.path("error").asString());
  }

  private static long crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return crc.getValue();
  }
}
