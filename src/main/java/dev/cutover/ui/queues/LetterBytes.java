package dev.cutover.ui.queues;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The bytes of a letter to look at: as text where they are UTF-8 without control characters,
/// otherwise in hexadecimal with the characters beside it.
final class LetterBytes {
  private static final int LONGEST = 64 * 1024;
  private static final int ROW = 16;

  private LetterBytes() {}

  static boolean isText(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .chars()
          .noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  /// True when [#show] does not show all.
  static boolean isCut(byte[] bytes) {
    return bytes.length > LONGEST;
  }

  static String show(byte[] bytes) {
    if (isText(bytes)) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.substring(0, Math.min(text.length(), LONGEST));
    }
    StringBuilder hex = new StringBuilder();
    HexFormat spaced = HexFormat.ofDelimiter(" ");
    for (int at = 0; at < Math.min(bytes.length, LONGEST); at += ROW) {
      int end = Math.min(bytes.length, at + ROW);
      String row = spaced.formatHex(bytes, at, end);
      hex.append(HexFormat.of().toHexDigits(at, 6)).append("  ").append(row);
      hex.repeat(' ', ROW * 3 - row.length() + 1);
      for (int i = at; i < end; i++) {
        hex.append(bytes[i] >= ' ' && bytes[i] < 0x7F ? (char) bytes[i] : '.');
      }
      hex.append('\n');
    }
    return hex.toString();
  }
}
