package dev.cutover.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// The different words of a document, in small letters. A word is a run of ASCII letters and digits
/// and of anything beyond ASCII; names of members count like values. Made to be used again and
/// again: it keeps its memory.
final class WordBag {
  /// Words that are longer are not kept; a document that has one says so with [#LONG].
  static final int LONGEST = 64;

  /// The word of documents with words that are too long.
  static final String LONG = "\uf8ff";

  private byte[] words = new byte[1 << 14];
  private int length;
  private int[] table = new int[1 << 12];
  private int entries;
  private byte[] plain = new byte[1 << 10];

  static boolean isWordByte(byte each) {
    return each < 0
        || (each >= '0' && each <= '9')
        || (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z');
  }

  /// The words, with a space between them.
  String of(byte[] json) {
    length = 0;
    entries = 0;
    Arrays.fill(table, 0);
    int at = 0;
    while (at < json.length) {
      byte each = json[at];
      if (each == '"') {
        int end = at + 1;
        boolean escaped = false;
        while (end < json.length && json[end] != '"') {
          if (json[end] == '\\') {
            escaped = true;
            end++;
          }
          end++;
        }
        end = Math.min(end, json.length);
        if (escaped) {
          byte[] text = Escapes.resolved(json, at + 1, end);
          words(text, 0, text.length);
        } else {
          words(json, at + 1, end);
        }
        at = end + 1;
      } else if (isWordByte(each)) {
        int end = at;
        while (end < json.length && json[end] != ',' && json[end] != '}' && json[end] != ']') {
          end++;
        }
        words(json, at, end);
        at = end;
      } else {
        at++;
      }
    }
    return new String(words, 0, length, StandardCharsets.UTF_8);
  }

  private void words(byte[] text, int from, int to) {
    int at = from;
    while (at < to) {
      if (!isWordByte(text[at])) {
        at++;
        continue;
      }
      int begin = at;
      boolean ascii = true;
      while (at < to && isWordByte(text[at])) {
        ascii &= text[at] >= 0;
        at++;
      }
      word(text, begin, at, ascii);
    }
  }

  private void word(byte[] text, int from, int to, boolean ascii) {
    if (!ascii) {
      byte[] small = small(new String(text, from, to - from, StandardCharsets.UTF_8));
      if (small.length > LONGEST) {
        keep(LONG.getBytes(StandardCharsets.UTF_8), 0, 3);
      } else {
        keep(small, 0, small.length);
      }
    } else if (to - from > LONGEST) {
      keep(LONG.getBytes(StandardCharsets.UTF_8), 0, 3);
    } else {
      if (plain.length < to - from) {
        plain = new byte[to - from];
      }
      for (int i = from; i < to; i++) {
        byte each = text[i];
        plain[i - from] = each >= 'A' && each <= 'Z' ? (byte) (each + 32) : each;
      }
      keep(plain, 0, to - from);
    }
  }

  static byte[] small(String text) {
    return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
  }

  private void keep(byte[] word, int from, int size) {
    int hash = 1;
    for (int i = from; i < from + size; i++) {
      hash = 31 * hash + word[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (table.length - 1);
    while (table[slot] != 0) {
      int start = table[slot] - 1;
      if (start + size < length
          && words[start + size] == ' '
          && Arrays.equals(words, start, start + size, word, from, from + size)) {
        return;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (length + size + 1 > words.length) {
      words = Arrays.copyOf(words, Math.max(words.length * 2, length + size + 1));
    }
    System.arraycopy(word, from, words, length, size);
    table[slot] = length + 1;
    length += size;
    words[length++] = ' ';
    if (++entries * 2 > table.length) {
      grow();
    }
  }

  private void grow() {
    int[] larger = new int[table.length * 2];
    int start = 0;
    while (start < length) {
      int hash = 1;
      int at = start;
      while (words[at] != ' ') {
        hash = 31 * hash + words[at++];
      }
      int slot = (hash ^ (hash >>> 15)) & (larger.length - 1);
      while (larger[slot] != 0) {
        slot = (slot + 1) & (larger.length - 1);
      }
      larger[slot] = start + 1;
      start = at + 1;
    }
    table = larger;
  }
}
