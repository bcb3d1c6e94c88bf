package dev.cutover.archive;

import java.util.Arrays;

/// Passes over what was gone through before. Documents of one source repeat each other, and
/// themselves, for long stretches: behind a word the same bytes often follow as behind the one
/// before it, and all words in them are known.
final class Repeats {
  /// Documents are kept up to here, to be compared with.
  private static final int MOST_BYTES = 1 << 20;

  /// So many equal bytes are taken without looking for a place with more.
  private static final int MANY = 16;

  private static final int NONE = -1;

  private final byte[][] documents = new byte[SnapshotSchema.BLOCK][];
  private int count;
  private int bytes;

  /// The number of the present document, none when it is not kept.
  private int present = NONE;

  /// By word, behind it where it was seen last: the document, plus one, and the place.
  private int[] seen = new int[1 << 11];

  /// The place beside the present one: what is about to follow is most likely what follows there.
  private int beside = NONE;

  private int place;

  /// Forgets everything.
  ///
  /// @param words that there were
  void clear(int words) {
    Arrays.fill(seen, 0, Math.min(words, seen.length), 0);
    Arrays.fill(documents, 0, count, null);
    count = 0;
    bytes = 0;
    beside = NONE;
  }

  void begin(byte[] document) {
    present = NONE;
    if (count < documents.length && document.length < MOST_BYTES - bytes) {
      present = count;
      documents[count++] = document;
      bytes += document.length;
    }
    beside = (present == NONE ? count : present) - 1;
    place = 0;
  }

  /// Notes a word and looks how far what follows is known.
  ///
  /// @param end behind the word, in the document that was begun last
  /// @param limit where it is to be looked at in any case
  /// @return from where on it is to be looked at, not in the middle of a word
  int behind(byte[] document, int end, int limit, int word) {
    if (word >= seen.length) {
      seen = Arrays.copyOf(seen, Math.max(word + 1, seen.length * 2));
    }
    int before = seen[word];
    seen[word] = present == NONE ? 0 : (present + 1) << 20 | end;
    int next = 0;
    int same = 0;
    if (beside != NONE) {
      byte[] other = documents[beside];
      next = endOfWord(other, place);
      // What was not gone through yet says nothing.
      if (beside != present || next < end) {
        same = same(document, end, limit, other, next);
      }
    }
    if (same < MANY && before != 0) {
      int number = (before >>> 20) - 1;
      int there = before & ((1 << 20) - 1);
      int its = same(document, end, limit, documents[number], there);
      if (its > same) {
        same = its;
        beside = number;
        next = there;
      }
    }
    int known = behindLastWord(document, end, end + same);
    place = next + known - end;
    return known;
  }

  /// Behind the next word from a place on.
  private static int endOfWord(byte[] text, int from) {
    int at = from;
    int here = Long.BYTES;
    while (here == Long.BYTES && at < text.length) {
      here = WordBytes.first(WordBytes.words(WordBytes.at(text, at)));
      at += here;
    }
    here = Long.BYTES;
    while (here == Long.BYTES && at < text.length) {
      here = WordBytes.first(~WordBytes.words(WordBytes.at(text, at)) & WordBytes.MARKS);
      at += here;
    }
    return Math.min(at, text.length);
  }

  /// How many bytes are the same at two places, before the end.
  private static int same(byte[] one, int from, int to, byte[] other, int there) {
    int all = Math.min(to - from, other.length - there);
    int same = Arrays.mismatch(one, from, from + all, other, there, there + all);
    return same < 0 ? all : same;
  }

  /// @return behind the last byte before the end that belongs to no word; the beginning when there
  ///   is none
  private static int behindLastWord(byte[] text, int from, int to) {
    int at = to;
    while (at - Long.BYTES >= from) {
      long others = ~WordBytes.words(WordBytes.at(text, at - Long.BYTES)) & WordBytes.MARKS;
      if (others != 0) {
        return at - (Long.numberOfLeadingZeros(others) >>> 3);
      }
      at -= Long.BYTES;
    }
    while (at > from && WordBytes.isWord(text[at - 1])) {
      at--;
    }
    return at;
  }
}
