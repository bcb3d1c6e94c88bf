package dev.cutover.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Copies a JSON string in canonical form while it checks it: eight bytes a step as long as they
/// are plain ASCII, byte by byte where UTF-8 has to be validated or an escape decoded.
final class JsonStrings {
  /// Bytes that [#copy] may write beyond its result.
  static final int SLACK = 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final JsonRepairs repairs;
  private byte[] in = {};
  private int pos;
  private int end;
  private byte[] out = {};
  private int written;

  JsonStrings(JsonRepairs repairs) {
    this.repairs = repairs;
  }

  /// Bit 7 of each byte, from the first on, that needs a closer look: quote, backslash, control
  /// character or beyond ASCII. Only the lowest bit that is set is exact.
  static long special(long eight) {
    long quote = eight ^ (ONES * '"');
    long slash = eight ^ (ONES * '\\');
    return (((quote - ONES) & ~quote)
            | ((slash - ONES) & ~slash)
            | ((eight - ONES * 0x20) & ~eight)
            | eight)
        & HIGH;
  }

  /// Copies the string whose opening quote is at `from`, quotes included.
  void copy(byte[] input, int from, int to, byte[] output, int at) {
    in = input;
    end = to;
    out = output;
    int p = from + 1;
    int w = at;
    output[w++] = '"';
    while (true) {
      while (p + 8 <= to) {
        long eight = (long) LONGS.get(input, p);
        LONGS.set(output, w, eight);
        long special = special(eight);
        if (special != 0) {
          int plain = Long.numberOfTrailingZeros(special) >>> 3;
          p += plain;
          w += plain;
          break;
        }
        p += 8;
        w += 8;
      }
      if (p >= to) {
        throw NotJson.cutOff(p);
      }
      byte c = input[p];
      if (c == '"') {
        output[w++] = '"';
        pos = p + 1;
        written = w;
        return;
      } else if (c == '\\' || c < 0) {
        pos = p;
        written = w;
        if (c == '\\') {
          escape();
        } else {
          beyondAscii();
        }
        p = pos;
        w = written;
      } else if (c < 0x20) {
        throw NotJson.at(p, "a string holds a raw control character");
      } else {
        output[w++] = c;
        p++;
      }
    }
  }

  /// Where the last string ended in the input.
  int inAt() {
    return pos;
  }

  /// Where its copy ended.
  int outAt() {
    return written;
  }

  /// A run of UTF-8 sequences of two to four bytes, as the Unicode standard's table 3-7 allows
  /// them.
  private void beyondAscii() {
    while (pos < end && in[pos] < 0) {
      int lead = in[pos] & 0xFF;
      int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      if (lead < 0xC2 || lead > 0xF4) {
        throw NotJson.at(pos, "is not UTF-8");
      }
      if (pos + length > end) {
        throw NotJson.cutOff(pos);
      }
      int second = in[pos + 1] & 0xFF;
      int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
      int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
      if (second < low || second > high) {
        throw NotJson.at(pos, "is not UTF-8");
      }
      out[written++] = in[pos++];
      out[written++] = in[pos++];
      for (int i = 2; i < length; i++) {
        if ((in[pos] & 0xC0) != 0x80) {
          throw NotJson.at(pos, "is not UTF-8");
        }
        out[written++] = in[pos++];
      }
    }
  }

  private void escape() {
    if (pos + 1 >= end) {
      throw NotJson.cutOff(pos);
    }
    switch (in[pos + 1]) {
      case '"', '\\', 'b', 'f', 'n', 'r', 't' -> {
        out[written++] = '\\';
        out[written++] = in[pos + 1];
        pos += 2;
      }
      case '/' -> {
        out[written++] = '/';
        pos += 2;
      }
      case 'u' -> unicode();
      default -> throw NotJson.at(pos, "a string holds an unknown escape");
    }
  }

  private void unicode() {
    int start = pos;
    int code = hex(pos);
    pos += 6;
    if (code >= 0xD800
        && code <= 0xDBFF
        && pos + 1 < end
        && in[pos] == '\\'
        && in[pos + 1] == 'u') {
      int low = hex(pos);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        pos += 6;
        write(Character.toCodePoint((char) code, (char) low));
        return;
      }
    }
    if (code == 0) {
      repairs.add(JsonRepairs.Flaw.NUL, start, pos);
    } else if (code >= 0xD800 && code <= 0xDFFF) {
      repairs.add(JsonRepairs.Flaw.LONE_SURROGATE, start, pos);
    }
    write(code);
  }

  private int hex(int at) {
    int code = 0;
    for (int i = at + 2; i < at + 6; i++) {
      if (i >= end) {
        throw NotJson.cutOff(i);
      }
      int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
      if (digit < 0) {
        throw NotJson.at(at, "a string holds a broken \\u escape");
      }
      code = code << 4 | digit;
    }
    return code;
  }

  /// Writes a decoded character; half a surrogate pair gets the three bytes it would have, so that
  /// it keeps its identity in the digest.
  private void write(int code) {
    if (code == '"' || code == '\\') {
      out[written++] = '\\';
      out[written++] = (byte) code;
    } else if (code < 0x20) {
      control(code);
    } else if (code < 0x80) {
      out[written++] = (byte) code;
    } else if (code < 0x800) {
      out[written++] = (byte) (0xC0 | code >> 6);
      out[written++] = (byte) (0x80 | code & 0x3F);
    } else if (code < 0x10000) {
      out[written++] = (byte) (0xE0 | code >> 12);
      out[written++] = (byte) (0x80 | code >> 6 & 0x3F);
      out[written++] = (byte) (0x80 | code & 0x3F);
    } else {
      out[written++] = (byte) (0xF0 | code >> 18);
      out[written++] = (byte) (0x80 | code >> 12 & 0x3F);
      out[written++] = (byte) (0x80 | code >> 6 & 0x3F);
      out[written++] = (byte) (0x80 | code & 0x3F);
    }
  }

  private void control(int code) {
    out[written++] = '\\';
    int letter =
        switch (code) {
          case '\b' -> 'b';
          case '\f' -> 'f';
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          default -> 'u';
        };
    out[written++] = (byte) letter;
    if (letter == 'u') {
      out[written++] = '0';
      out[written++] = '0';
      out[written++] = HEX[code >> 4];
      out[written++] = HEX[code & 15];
    }
  }
}
