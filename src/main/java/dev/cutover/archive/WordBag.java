package dev.cutover.archive;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The different words of some documents, in small letters. A word is a run of ASCII letters and
/// digits and of anything beyond ASCII; names of members count like values. What stands before an
/// escape in a string is kept too as it stands there: it may be less than a word, and a word too
/// many is only looked at in vain. Made to be used again and again: it keeps its memory.
final class WordBag {
  /// Words that are longer, in bytes, are not kept; a document that has one says so with [#LONG].
  static final int LONGEST = 64;

  /// The word of documents with words that are too long.
  static final String LONG = "\uf8ff";

  private static final byte ESCAPE = '\\';
  private static final byte[] LONG_BYTES = LONG.getBytes(StandardCharsets.UTF_8);

  /// Odd, with its bits well spread: 2^64 by the golden ratio.
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

  private final WordSet words = new WordSet();
  private final Repeats repeats = new Repeats();

  /// The number of the last word.
  private int latest;

  /// A word in small letters, with zeros behind it.
  private final byte[] word = new byte[LONGEST + Long.BYTES];

  /// The words so far.
  WordSet words() {
    return words;
  }

  /// Begins anew.
  void clear() {
    repeats.clear(words.size());
    words.clear();
  }

  /// Takes the words of one more document.
  void add(byte[] json) {
    repeats.begin(json);
    int escape = WordBytes.next(ESCAPE, json, 0, json.length);
    int since = 0;
    int at = 0;
    while (at < json.length) {
      int begin = WordBytes.first(WordBytes.words(WordBytes.at(json, at)));
      if (escape < json.length && escape < at + begin) {
        int string = string(json, since, escape);
        at = escape + 1;
        if (string >= 0) {
          at = end(json, escape) + 1;
          text(Escapes.resolved(json, string, at - 1));
        }
        since = at;
        escape = WordBytes.next(ESCAPE, json, at, json.length);
      } else {
        at += begin;
        if (begin < Long.BYTES) {
          int end = word(json, at);
          // What an escape means is told by the whole string.
          at = repeats.behind(json, end, escape, latest);
        }
      }
    }
  }

  /// @param since outside of strings
  /// @return where the string begins in which a place lies, negative when it lies in none
  private static int string(byte[] json, int since, int place) {
    if (!WordBytes.isOddQuotes(json, since, place)) {
      return -1;
    }
    int at = place;
    while (json[at - 1] != '"') {
      at--;
    }
    return at;
  }

  /// Of a string, from somewhere in it.
  private static int end(byte[] json, int from) {
    int at = from;
    while (at < json.length && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, json.length);
  }

  private void text(byte[] text) {
    int at = 0;
    while (at < text.length) {
      int begin = WordBytes.first(WordBytes.words(WordBytes.at(text, at)));
      at += begin;
      if (begin < Long.BYTES) {
        at = word(text, at);
      }
    }
  }

  /// @return where the word ends
  private int word(byte[] text, int from) {
    long hash = 0;
    long signs = 0;
    int at = from;
    int here = Long.BYTES;
    while (here == Long.BYTES) {
      long some = WordBytes.at(text, at);
      here = WordBytes.first(~WordBytes.words(some) & WordBytes.MARKS);
      if (here > 0) {
        long small = WordBytes.small(WordBytes.first(some, here));
        signs |= small;
        hash = (hash ^ small) * SPREAD;
        hash ^= hash >>> 32;
        if (at - from <= LONGEST) {
          WordBytes.put(word, at - from, small);
        }
        at += here;
      }
    }
    if ((signs & WordBytes.MARKS) != 0) {
      keep(small(new String(text, from, at - from, StandardCharsets.UTF_8)));
    } else if (at - from > LONGEST) {
      keep(LONG_BYTES);
    } else {
      latest = words.keep(word, 0, at - from, (int) hash);
    }
    return at;
  }

  static byte[] small(String text) {
    return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
  }

  /// Words that are not ASCII alone: small letters may have more bytes or fewer.
  private void keep(byte[] small) {
    byte[] kept = small.length > LONGEST ? LONG_BYTES : small;
    long hash = 0;
    for (int at = 0; at < kept.length; at += Long.BYTES) {
      long some = WordBytes.at(kept, at);
      hash = (hash ^ some) * SPREAD;
      hash ^= hash >>> 32;
      WordBytes.put(word, at, some);
    }
    latest = words.keep(word, 0, kept.length, (int) hash);
  }
}
