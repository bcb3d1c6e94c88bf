package dev.cutover.rawdata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks over the bytes of a valid JSON document, value by value, and gives parts of it as they
/// were written.
final class JsonBytes {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long QUOTES = 0x2222_2222_2222_2222L;
  private static final long BACKSLASHES = 0x5c5c_5c5c_5c5c_5c5cL;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH = 0x8080_8080_8080_8080L;

  /// What a byte outside of a string means while a container is skipped.
  private static final byte[] KINDS = new byte[256];

  private static final byte QUOTE = 1;
  private static final byte OPEN = 2;
  private static final byte CLOSE = 3;

  static {
    KINDS['"'] = QUOTE;
    KINDS['{'] = OPEN;
    KINDS['['] = OPEN;
    KINDS['}'] = CLOSE;
    KINDS[']'] = CLOSE;
  }

  private final byte[] json;

  JsonBytes(byte[] json) {
    this.json = json;
  }

  byte at(int offset) {
    return json[offset];
  }

  int length() {
    return json.length;
  }

  /// The next byte that is no white space, comma or colon.
  int skip(int offset) {
    int at = offset;
    while (at < json.length) {
      switch (json[at]) {
        case ' ', '\t', '\r', '\n', ',', ':' -> at++;
        default -> {
          return at;
        }
      }
    }
    return at;
  }

  /// The byte behind a string that begins at `offset`. Eight bytes at a time, since most bytes of a
  /// document are in its strings.
  int endOfString(int offset) {
    int at = offset + 1;
    while (at + Long.BYTES <= json.length) {
      long eight = (long) EIGHT.get(json, at);
      long quote = eight ^ QUOTES;
      long backslash = eight ^ BACKSLASHES;
      long hit = (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash)) & HIGH;
      if (hit == 0) {
        at += Long.BYTES;
      } else {
        at += Long.numberOfTrailingZeros(hit) >> 3;
        if (json[at] == '"') {
          return at + 1;
        }
        at += 2;
      }
    }
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  /// The byte behind a number or word that begins at `offset`.
  int endOfWord(int offset) {
    int at = offset;
    while (at < json.length) {
      switch (json[at]) {
        case ' ', '\t', '\r', '\n', ',', ':', ']', '}' -> {
          return at;
        }
        default -> at++;
      }
    }
    return at;
  }

  /// The byte behind the value that begins at `offset`.
  int endOf(int offset) {
    return switch (json[offset]) {
      case '{', '[' -> endOfContainer(offset);
      case '"' -> endOfString(offset);
      default -> endOfWord(offset);
    };
  }

  private int endOfContainer(int offset) {
    int open = 0;
    int at = offset;
    while (true) {
      switch (KINDS[json[at] & 0xff]) {
        case QUOTE -> at = endOfString(at);
        case OPEN -> {
          open++;
          at++;
        }
        case CLOSE -> {
          at++;
          if (--open == 0) {
            return at;
          }
        }
        default -> at++;
      }
    }
  }

  /// True when the string that begins at `offset` says this.
  ///
  /// @param utf8 the text in UTF-8, which holds neither quotes nor backslashes
  boolean says(int offset, int end, byte[] utf8) {
    return Arrays.equals(json, offset + 1, end - 1, utf8, 0, utf8.length);
  }

  /// True when the member whose name stands between these bytes is called so, with or without
  /// escapes.
  ///
  /// @param utf8 the name in UTF-8, which holds neither quotes nor backslashes
  boolean isNamed(int from, int end, byte[] utf8, String name) {
    if (says(from, end, utf8)) {
      return true;
    }
    // Most names differ in their first byte.
    byte first = json[from + 1];
    boolean may = first == '\\' || (utf8.length > 0 && first == utf8[0]);
    return may && isEscaped(from, end) && unescaped(from, end).equals(name);
  }

  /// True when the string between these bytes is written with escapes.
  boolean isEscaped(int from, int to) {
    for (int at = from; at < to; at++) {
      if (json[at] == '\\') {
        return true;
      }
    }
    return false;
  }

  /// As it was written.
  String raw(int from, int to) {
    return new String(json, from, to - from, StandardCharsets.UTF_8);
  }

  /// A string without its quotes and escapes.
  String unescaped(int from, int to) {
    String text = raw(from + 1, to - 1);
    int escape = text.indexOf('\\');
    if (escape < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int done = 0;
    while (escape >= 0) {
      plain.append(text, done, escape);
      char kind = text.charAt(escape + 1);
      done = escape + 2;
      switch (kind) {
        case 'b' -> plain.append('\b');
        case 'f' -> plain.append('\f');
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case 't' -> plain.append('\t');
        case 'u' -> {
          plain.append((char) Integer.parseInt(text.substring(done, done + 4), 16));
          done += 4;
        }
        default -> plain.append(kind);
      }
      escape = text.indexOf('\\', done);
    }
    return plain.append(text, done, text.length()).toString();
  }
}
