package dev.cutover.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes for a terminal: as text where they are UTF-8 without control characters, otherwise in
/// hexadecimal. Long ones are cut, and say so.
record BodyText(byte[] bytes, @Nullable String text) {
  private static final int LONGEST = 16 * 1024;
  private static final int ROW = 16;

  static BodyText of(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean plain = text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
      return new BodyText(bytes, plain ? text : null);
    } catch (CharacterCodingException _) {
      return new BodyText(bytes, null);
    }
  }

  boolean isText() {
    return text != null;
  }

  String forJson() {
    return text == null ? Base64.getEncoder().encodeToString(bytes) : text;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    String plain = text;
    if (plain == null) {
      for (int at = 0; at < Math.min(bytes.length, LONGEST); at += ROW) {
        int end = Math.min(bytes.length, at + ROW);
        lines.add(
            HexFormat.of().toHexDigits(at, 6)
                + "  "
                + HexFormat.ofDelimiter(" ").formatHex(bytes, at, end));
      }
    } else {
      plain.substring(0, Math.min(plain.length(), LONGEST)).lines().forEach(lines::add);
    }
    if (bytes.length > LONGEST) {
      lines.add("(cut; --out FILE writes all " + bytes.length + " bytes)");
    }
    return lines;
  }
}
