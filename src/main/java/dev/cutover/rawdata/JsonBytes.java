package dev.cutover.rawdata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks over the bytes of a valid JSON document, value by value, and gives parts of it as they
/// were written.
final class JsonBytes {
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

  /// The byte behind a string that begins at `offset`.
  int endOfString(int offset) {
    int at = offset + 1;
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
      switch (json[at]) {
        case '"' -> at = endOfString(at);
        case '{', '[' -> {
          open++;
          at++;
        }
        case '}', ']' -> {
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
