package dev.cutover.archive;

import java.util.BitSet;

/// A row of the index of words: some words in the order of their bytes, each with a line break
/// behind it, and in the same order which blocks they are in. The index is made of segments, each
/// over blocks that follow those of the one before, each with all of its words in order; `first` is
/// the first word of a row. The blocks of a word: how many bytes there are, then the first block
/// and the steps from each one to the next; all numbers with seven bits a byte, the lowest first,
/// the highest bit set while there are more.
final class PostingPart {
  static final byte BETWEEN = '\n';

  /// Bytes of the longest number.
  static final int LONGEST_NUMBER = 5;

  /// Far more than any snapshot has: two thousand million rows.
  private static final long MOST_BLOCKS = 1L << 27;

  private final byte[] words;
  private final byte[] blocks;
  private final long highest;
  private int at;

  /// @param words as they were read, not looked at yet
  /// @param highest block of the snapshot
  PostingPart(byte[] words, byte[] blocks, long highest) {
    this.words = words;
    this.blocks = blocks;
    this.highest = Math.min(highest, MOST_BLOCKS);
  }

  /// Chooses words by where they lie.
  interface Wanted {
    boolean is(byte[] words, int from, int to);
  }

  /// Adds the blocks of the words that are wanted.
  ///
  /// @throws DamagedRow when the row is not as it was written
  void addTo(BitSet found, Wanted wanted) throws DamagedRow {
    at = 0;
    int from = 0;
    for (int end = 0; end < words.length; end++) {
      if (words[end] == BETWEEN) {
        int length = number();
        if (length > blocks.length - at) {
          throw damaged("blocks end in the middle");
        }
        if (wanted.is(words, from, end)) {
          read(at + length, found);
        }
        at += length;
        from = end + 1;
      }
    }
  }

  private void read(int end, BitSet found) throws DamagedRow {
    int begin = at;
    long block = 0;
    while (at < end) {
      block += number();
      if (block < 1 || block > highest) {
        throw damaged("there is no block " + block);
      }
      found.set((int) block);
    }
    at = begin;
  }

  private int number() throws DamagedRow {
    int number = 0;
    for (int shift = 0; shift < LONGEST_NUMBER * 7; shift += 7) {
      if (at >= blocks.length) {
        break;
      }
      byte each = blocks[at++];
      number |= (each & 0x7f) << shift;
      if (each >= 0) {
        if (number < 0) {
          break;
        }
        return number;
      }
    }
    throw damaged("a number does not end");
  }

  private static DamagedRow damaged(String why) {
    return new DamagedRow(new IllegalStateException("index of words: " + why));
  }

  /// @return behind the number
  static int put(int number, byte[] target, int from) {
    int to = from;
    int rest = number;
    while (rest > 0x7f) {
      target[to++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[to++] = (byte) rest;
    return to;
  }
}
