package dev.cutover.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Different words, each with a number: the first one kept has 0. Words lie one behind the other in
/// one array, so that a million of them are a handful of objects. Made to be used again: it keeps
/// its memory, unless it has grown large.
final class WordSet {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Words are compared eight bytes at a time, the last ones beyond their end.
  private static final int SLACK = Long.BYTES;

  private static final int SMALLEST_TABLE = 1 << 12;

  /// Of the table, after very many words.
  private static final int LARGE = 1 << 16;

  private byte[] bytes = new byte[1 << 14];

  /// Where each word begins; its end is the beginning of the next one.
  private int[] starts = new int[SMALLEST_TABLE / 2];

  private int[] hashes = new int[SMALLEST_TABLE / 2];

  /// The number of a word, plus one, and in the upper half its hash.
  private long[] table = new long[SMALLEST_TABLE];

  private int size;

  /// How many words there are.
  int size() {
    return size;
  }

  /// Bytes of memory that hold something, roughly.
  long used() {
    return starts[size] + (long) size * 2 * Integer.BYTES + (long) table.length * Long.BYTES;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int word) {
    return starts[word];
  }

  int end(int word) {
    return starts[word + 1];
  }

  int hash(int word) {
    return hashes[word];
  }

  void clear() {
    size = 0;
    if (table.length > LARGE) {
      table = new long[LARGE];
    } else {
      Arrays.fill(table, 0);
    }
  }

  /// Keeps a word unless it is there.
  ///
  /// @param source that goes on for at least seven bytes behind the word
  /// @param hash of the word: the same one for the same word in all sets
  /// @return its number
  int keep(byte[] source, int from, int length, int hash) {
    int mask = table.length - 1;
    int slot = hash & mask;
    for (long found = table[slot]; found != 0; found = table[slot]) {
      if ((int) (found >>> 32) == hash && isWord((int) found - 1, source, from, length)) {
        return (int) found - 1;
      }
      slot = (slot + 1) & mask;
    }
    return add(slot, source, from, length, hash);
  }

  private int add(int slot, byte[] source, int from, int length, int hash) {
    int word = size++;
    int start = starts[word];
    if (start + length + SLACK > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, start + length + SLACK));
    }
    System.arraycopy(source, from, bytes, start, length);
    hashes[word] = hash;
    table[slot] = (long) hash << 32 | size;
    if (size + 1 == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    starts[size] = start + length;
    if (size * 2 > table.length) {
      grow();
    }
    return word;
  }

  private boolean isWord(int word, byte[] source, int from, int length) {
    int start = starts[word];
    if (starts[word + 1] - start != length) {
      return false;
    }
    int at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      if ((long) LONGS.get(bytes, start + at) != (long) LONGS.get(source, from + at)) {
        return false;
      }
    }
    if (at == length) {
      return true;
    }
    long other = (long) LONGS.get(bytes, start + at) ^ (long) LONGS.get(source, from + at);
    return other << (Long.SIZE - Byte.SIZE * (length - at)) == 0;
  }

  private void grow() {
    long[] larger = new long[table.length * 2];
    for (long each : table) {
      if (each != 0) {
        int slot = (int) (each >>> 32) & (larger.length - 1);
        while (larger[slot] != 0) {
          slot = (slot + 1) & (larger.length - 1);
        }
        larger[slot] = each;
      }
    }
    table = larger;
  }
}
