package dev.cutover.source;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What a server answered, in full.
record Answer(URI uri, int status, HttpHeaders headers, byte[] body) {

  String header(String name) {
    return headers.firstValue(name).orElse("").strip();
  }

  boolean isHtml() {
    String type = header("Content-Type").toLowerCase(Locale.ROOT);
    return type.contains("html") || firstByte() == '<';
  }

  JsonSlice json() {
    return JsonSlice.of(body);
  }

  /// The beginning of the body on one line, for a message.
  String excerpt() {
    String text = new String(body, 0, Math.min(body.length, 600), StandardCharsets.UTF_8);
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > 300 ? line.substring(0, 300) + " ..." : line;
  }

  private int firstByte() {
    for (byte b : body) {
      if (b > ' ' || b < 0) {
        return b;
      }
    }
    return 0;
  }
}
