package dev.cutover.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// The different words of some documents, in small letters. A word is a run of ASCII letters and
/// digits and of anything beyond ASCII; names of members count like values. What stands before an
/// escape in a string is kept too as it stands there: it may be less than a word, and a word too
/// many is only looked at in vain. Made to be used again and again: it keeps its memory.
final class WordBag {
  /// Words that are longer are not kept; a document that has one says so with [#LONG].
  static final int LONGEST = 64;

  /// The word of documents with words that are too long.
  static final String LONG = "\uf8ff";

  private static final byte[] LONG_BYTES = LONG.getBytes(StandardCharsets.UTF_8);

  /// Of the table, after documents with very many words.
  private static final int LARGE = 1 << 16;

  /// The small letter of each byte, 0 for one that is in no word.
  private static final byte[] SMALL = new byte[256];

  static {
    for (int each = 0; each < 256; each++) {
      SMALL[each] = (byte) (isWordByte((byte) each) ? each : 0);
    }
    for (int each = 'A'; each <= 'Z'; each++) {
      SMALL[each] = (byte) (each + 32);
    }
  }

  private byte[] words = new byte[1 << 14];
  private int length;

  /// Where a word begins, plus one, and in the upper half its hash.
  private long[] table = new long[1 << 12];

  private int entries;

  static boolean isWordByte(byte each) {
    return each < 0
        || (each >= '0' && each <= '9')
        || (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z');
  }

  /// The words so far, with a space between them. Begins anew.
  String taken() {
    String all = new String(words, 0, length, StandardCharsets.UTF_8);
    length = 0;
    entries = 0;
    if (table.length > LARGE) {
      table = new long[LARGE];
    } else {
      Arrays.fill(table, 0);
    }
    return all;
  }

  /// Takes the words of one more document.
  void add(byte[] json) {
    boolean inString = false;
    int string = 0;
    int at = 0;
    while (at < json.length) {
      byte each = json[at];
      if (SMALL[each & 0xff] != 0) {
        at = word(json, at, json.length);
      } else if (each == '"') {
        inString = !inString;
        string = ++at;
      } else if (each == '\\' && inString) {
        int end = end(json, at);
        byte[] text = Escapes.resolved(json, string, end);
        words(text);
        inString = false;
        at = end + 1;
      } else {
        at++;
      }
    }
  }

  /// Of a string, from somewhere in it.
  private static int end(byte[] json, int from) {
    int at = from;
    while (at < json.length && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, json.length);
  }

  private void words(byte[] text) {
    int at = 0;
    while (at < text.length) {
      at = SMALL[text[at] & 0xff] == 0 ? at + 1 : word(text, at, text.length);
    }
  }

  /// @return where the word ends
  private int word(byte[] text, int from, int to) {
    int hash = 1;
    int signs = 0;
    int at = from;
    while (at < to) {
      byte small = SMALL[text[at] & 0xff];
      if (small == 0) {
        break;
      }
      hash = 31 * hash + small;
      signs |= small;
      at++;
    }
    if (signs < 0) {
      byte[] small = small(new String(text, from, at - from, StandardCharsets.UTF_8));
      keepOrLong(small);
    } else if (at - from > LONGEST) {
      keepOrLong(LONG_BYTES);
    } else {
      keep(text, from, at - from, hash);
    }
    return at;
  }

  static byte[] small(String text) {
    return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
  }

  private void keepOrLong(byte[] small) {
    byte[] kept = small.length > LONGEST ? LONG_BYTES : small;
    int hash = 1;
    for (byte each : kept) {
      hash = 31 * hash + SMALL[each & 0xff];
    }
    keep(kept, 0, kept.length, hash);
  }

  /// @param hash of its small letters
  private void keep(byte[] word, int from, int size, int hash) {
    int slot = slot(hash, table.length);
    for (long found = table[slot]; found != 0; found = table[slot]) {
      if ((int) (found >>> 32) == hash && isThere((int) found - 1, word, from, size)) {
        return;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (length + size + 1 > words.length) {
      words = Arrays.copyOf(words, Math.max(words.length * 2, length + size + 1));
    }
    table[slot] = (long) hash << 32 | (length + 1);
    for (int i = 0; i < size; i++) {
      words[length++] = SMALL[word[from + i] & 0xff];
    }
    words[length++] = ' ';
    if (++entries * 2 > table.length) {
      grow();
    }
  }

  private boolean isThere(int start, byte[] word, int from, int size) {
    if (start + size >= length || words[start + size] != ' ') {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (words[start + i] != SMALL[word[from + i] & 0xff]) {
        return false;
      }
    }
    return true;
  }

  private static int slot(int hash, int size) {
    return (hash ^ (hash >>> 15)) & (size - 1);
  }

  private void grow() {
    long[] larger = new long[table.length * 2];
    for (long each : table) {
      if (each != 0) {
        int slot = slot((int) (each >>> 32), larger.length);
        while (larger[slot] != 0) {
          slot = (slot + 1) & (larger.length - 1);
        }
        larger[slot] = each;
      }
    }
    table = larger;
  }
}
