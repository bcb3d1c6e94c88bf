package dev.cutover.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes of a text at once, the first one lowest: which of them belong to words, and their
/// small letters. A word is a run of ASCII letters and digits and of anything beyond ASCII. Marks
/// are the highest bit of each byte.
final class WordBytes {
  static final long MARKS = 0x8080_8080_8080_8080L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long QUOTES = '"' * ONES;

  /// Between a capital letter and its small one.
  private static final long CASE = 0x20 * ONES;

  private WordBytes() {}

  static boolean isWord(byte each) {
    return each < 0
        || (each >= '0' && each <= '9')
        || (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z');
  }

  /// The bytes from a place on; behind the end of the text there are zeros.
  static long at(byte[] text, int at) {
    if (at <= text.length - Long.BYTES) {
      return (long) LONGS.get(text, at);
    }
    if (text.length >= Long.BYTES) {
      int beyond = at - (text.length - Long.BYTES);
      return beyond >= Long.BYTES
          ? 0
          : (long) LONGS.get(text, text.length - Long.BYTES) >>> (Byte.SIZE * beyond);
    }
    long some = 0;
    for (int i = text.length - 1; i >= at; i--) {
      some = some << Byte.SIZE | (text[i] & 0xff);
    }
    return some;
  }

  static void put(byte[] text, int at, long some) {
    LONGS.set(text, at, some);
  }

  /// Marks the bytes that belong to words.
  static long words(long some) {
    long low = some & ~MARKS;
    long digits = (low + (0x80 - '0') * ONES) & ~(low + (0x80 - '9' - 1) * ONES);
    return (some | digits | letters(low)) & MARKS;
  }

  /// @param low without any highest bit
  private static long letters(long low) {
    long small = low | CASE;
    return (small + (0x80 - 'a') * ONES) & ~(small + (0x80 - 'z' - 1) * ONES);
  }

  /// Small letters for ASCII's capital ones; everything else as it is.
  static long small(long some) {
    return some | ((letters(some & ~MARKS) & ~some & MARKS) >>> 2);
  }

  /// @return where the byte is next; the end, or behind it, when it is not before it
  static int next(byte wanted, byte[] text, int from, int end) {
    long all = (wanted & 0xff) * ONES;
    int at = from;
    for (int last = end - Long.BYTES; at <= last; at += Long.BYTES) {
      long none = (long) LONGS.get(text, at) ^ all;
      // Exact up to the first one: above it there may be marks too many.
      long marks = (none - ONES) & ~none & MARKS;
      if (marks != 0) {
        return at + first(marks);
      }
    }
    while (at < end && text[at] != wanted) {
      at++;
    }
    return at;
  }

  /// Whether the number of quotation marks between two places is odd.
  static boolean isOddQuotes(byte[] text, int from, int to) {
    int quotes = 0;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long none = (long) LONGS.get(text, at) ^ QUOTES;
      // Exact for each byte, since they are counted.
      quotes += Long.bitCount(~(((none & ~MARKS) + ~MARKS) | none | ~MARKS));
    }
    for (; at < to; at++) {
      quotes += text[at] == '"' ? 1 : 0;
    }
    return (quotes & 1) != 0;
  }

  /// @return of eight bytes, the first that is marked; eight when there is none
  static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /// The first ones; zeros in place of the others.
  ///
  /// @param count 1 to 8
  static long first(long some, int count) {
    return some & (-1L >>> (Long.SIZE - Byte.SIZE * count));
  }
}
