package dev.cutover.archive;

import java.util.Arrays;

/// Which words are in which blocks, of some blocks that follow each other: as much of the index of
/// words as is kept in memory at once. The blocks of a word are the differences between their
/// numbers, seven bits a byte, the lowest first, the highest bit set while there are more; they lie
/// in slices of growing size, all in one array, so that a word with one block takes a few bytes and
/// one with thousands is not copied again and again.
final class PostingSegment {
  /// A segment of so many bytes is full; one more block is let in beside.
  static final int FULL = 16 << 20;

  /// Slices grow from the one size to the other.
  private static final int SMALLEST = 4;

  private static final int LARGEST = 256;

  /// Of its words: the arrays below.
  private static final int BYTES_A_WORD = 4 * Integer.BYTES;

  private final WordSet words = new WordSet();
  private byte[] slices = new byte[1 << 16];
  private int used;

  /// By word: its last block, its first slice, where its next byte goes, how many it has.
  private int[] last = new int[1 << 11];

  private int[] head = new int[1 << 11];
  private int[] tail = new int[1 << 11];
  private int[] written = new int[1 << 11];

  /// @param block that comes behind those that were added before
  void add(long block, WordSet its) {
    int number = Math.toIntExact(block);
    byte[] bytes = its.bytes();
    for (int i = 0; i < its.size(); i++) {
      int begin = its.start(i);
      add(number, words.keep(bytes, begin, its.end(i) - begin, its.hash(i)));
    }
  }

  private void add(int block, int word) {
    if (word >= last.length) {
      int larger = last.length * 2;
      last = Arrays.copyOf(last, larger);
      head = Arrays.copyOf(head, larger);
      tail = Arrays.copyOf(tail, larger);
      written = Arrays.copyOf(written, larger);
    }
    int step = block - last[word];
    last[word] = block;
    while (step > 0x7f) {
      put(word, (byte) (step | 0x80));
      step >>>= 7;
    }
    put(word, (byte) step);
  }

  private void put(int word, byte each) {
    int next = next(written[word]);
    if (next > 0) {
      int slice = slice(next);
      if (written[word] == 0) {
        head[word] = slice;
      } else {
        link(tail[word], slice);
      }
      tail[word] = slice;
    }
    slices[tail[word]++] = each;
    written[word]++;
  }

  private void link(int at, int slice) {
    for (int i = 0; i < Integer.BYTES; i++) {
      slices[at + i] = (byte) (slice >>> (Byte.SIZE * i));
    }
  }

  /// @return the size of the slice that begins behind so many bytes, 0 when none does
  private static int next(int bytes) {
    int all = bytes + SMALLEST;
    if (all >= LARGEST) {
      return all % LARGEST == 0 ? LARGEST : 0;
    }
    return (all & (all - 1)) == 0 ? all : 0;
  }

  /// Behind each slice there is room for the place of the next one.
  private int slice(int size) {
    int begin = used;
    used += size + Integer.BYTES;
    if (used + Long.BYTES > slices.length) {
      slices = Arrays.copyOf(slices, slices.length * 2);
    }
    return begin;
  }

  boolean isFull() {
    return words.used() + used + (long) words.size() * BYTES_A_WORD >= FULL;
  }

  boolean isEmpty() {
    return words.size() == 0;
  }

  byte[] words() {
    return words.bytes();
  }

  int start(int word) {
    return words.start(word);
  }

  int end(int word) {
    return words.end(word);
  }

  /// How many bytes the blocks of a word are.
  int length(int word) {
    return written[word];
  }

  /// Puts the blocks of a word somewhere.
  void copy(int word, byte[] target, int at) {
    int slice = head[word];
    int done = 0;
    while (done < written[word]) {
      int size = next(done);
      int some = Math.min(size, written[word] - done);
      System.arraycopy(slices, slice, target, at + done, some);
      done += some;
      if (done < written[word]) {
        slice = (int) WordBytes.at(slices, slice + size);
      }
    }
  }

  /// The words in the order of their bytes.
  int[] sorted() {
    int[] all = new int[words.size()];
    Arrays.setAll(all, each -> each);
    new WordSort(words).sort(all);
    return all;
  }
}
