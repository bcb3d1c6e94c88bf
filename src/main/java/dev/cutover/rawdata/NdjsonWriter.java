package dev.cutover.rawdata;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A document a line.
final class NdjsonWriter implements RawFormat.Writer {
  private final OutputStream out;
  private final boolean provenance;

  NdjsonWriter(OutputStream out, boolean provenance) {
    this.out = out;
    this.provenance = provenance;
  }

  @Override
  public void begin() {}

  @Override
  public void row(RawRecord row) throws IOException {
    if (provenance) {
      text(head(row));
      if (Arrays.equals(row.body(), row.readable())) {
        text(",\"raw_data\":");
        document(row.body());
      } else {
        // No JSON: the bytes cannot stand in a line of JSON, their cleaned copy can.
        text(",\"raw_body_base64\":\"" + Base64.getEncoder().encodeToString(row.body()) + '"');
        text(",\"raw_data\":");
        document(row.readable());
      }
      out.write('}');
    } else {
      document(row.body());
    }
    out.write('\n');
  }

  private static String head(RawRecord row) {
    RawLine line = row.line();
    return "{\"id\":"
        + line.id()
        + ",\"tenant_id\":"
        + line.tenant()
        + ",\"tenant\":"
        + JsonPaths.quoted(line.tenantName())
        + ",\"integration_id\":"
        + line.integration()
        + ",\"entity_type\":"
        + JsonPaths.quoted(line.entity())
        + ",\"external_id\":"
        + quotedOrNull(line.externalId())
        + ",\"version\":"
        + line.version()
        + ",\"created_at\":"
        + JsonPaths.quoted(line.extractedAt().toString())
        + ",\"processing_status\":"
        + JsonPaths.quoted(line.status())
        + ",\"exact\":"
        + row.exact()
        + ",\"content_sha256\":"
        + quotedOrNull(row.sha256());
  }

  private static String quotedOrNull(@Nullable String text) {
    return text == null ? "null" : JsonPaths.quoted(text);
  }

  private void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The document without the line breaks between its values.
  private void document(byte[] body) throws IOException {
    int from = 0;
    boolean inString = false;
    for (int at = 0; at < body.length; at++) {
      switch (body[at]) {
        case '"' -> inString = !inString;
        case '\\' -> at += inString ? 1 : 0;
        case '\n', '\r' -> {
          if (!inString) {
            out.write(body, from, at - from);
            from = at + 1;
          }
        }
        default -> {}
      }
    }
    out.write(body, from, body.length - from);
  }
}
