package dev.cutover.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Text as JSON strings write it, without their escapes.
final class Escapes {
  private Escapes() {}

  /// @return UTF-8; what is no escape stays as it is
  static byte[] resolved(byte[] json, int from, int to) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
    StringBuilder units = new StringBuilder();
    int at = from;
    while (at < to) {
      byte each = json[at++];
      if (each != '\\' || at >= to) {
        flush(units, plain);
        plain.write(each);
        continue;
      }
      byte kind = json[at++];
      int code = kind == 'u' && at + 4 <= to ? hex(json, at) : -1;
      if (code >= 0) {
        units.append((char) code);
        at += 4;
      } else {
        flush(units, plain);
        plain.write(
            switch (kind) {
              case 'b' -> '\b';
              case 'f' -> '\f';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              default -> kind;
            });
      }
    }
    flush(units, plain);
    return plain.toByteArray();
  }

  private static int hex(byte[] json, int at) {
    int code = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(json[i], 16);
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code;
  }

  /// Two halves of a character come as two escapes.
  private static void flush(StringBuilder units, ByteArrayOutputStream plain) {
    if (!units.isEmpty()) {
      plain.writeBytes(units.toString().getBytes(StandardCharsets.UTF_8));
      units.setLength(0);
    }
  }
}
