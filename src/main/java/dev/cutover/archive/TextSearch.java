package dev.cutover.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A text that is searched for: which words a document must have to hold it, and whether it does,
/// upper and lower case alike. The text stands within one value or one name of a member.
final class TextSearch {
  private final String small;
  private final byte[] ascii;
  private final boolean isAscii;

  /// Written in a document as it is, or escaped by its number.
  private final boolean isPlain;

  TextSearch(String text) {
    this.small = text.toLowerCase(Locale.ROOT);
    this.ascii = small.getBytes(StandardCharsets.UTF_8);
    this.isAscii = ascii.length == small.length();
    this.isPlain =
        isAscii
            && ascii.length > 0
            && small.chars().noneMatch(each -> each < ' ' || "\"\\/".indexOf(each) >= 0);
  }

  /// A word of the text; it may be a part of a longer one in the document.
  ///
  /// @param open it may go on before its beginning, for it begins the text
  /// @param goesOn it may go on behind its end, for it ends the text
  record Word(String text, boolean open, boolean goesOn) {}

  /// In their order; none when the text has no words or one that is too long to be looked up.
  List<Word> words() {
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < ascii.length) {
      if (!WordBytes.isWord(ascii[at])) {
        at++;
        continue;
      }
      int begin = at;
      while (at < ascii.length && WordBytes.isWord(ascii[at])) {
        at++;
      }
      if (at - begin > WordBag.LONGEST) {
        return List.of();
      }
      String word = new String(ascii, begin, at - begin, StandardCharsets.UTF_8);
      words.add(new Word(word, begin == 0, at == ascii.length));
    }
    return words;
  }

  boolean isIn(byte[] json) {
    if (isPlain && !mayBeIn(json)) {
      return false;
    }
    int at = 0;
    while (at < json.length) {
      byte each = json[at];
      int begin = each == '"' ? at + 1 : at;
      int end = begin;
      boolean plain = true;
      if (each == '"') {
        while (end < json.length && json[end] != '"') {
          if (json[end] == '\\') {
            plain = false;
            end++;
          }
          end++;
        }
        end = Math.min(end, json.length);
      } else if (WordBytes.isWord(each) || each == '-') {
        while (end < json.length && json[end] != ',' && json[end] != '}' && json[end] != ']') {
          end++;
        }
      } else {
        at++;
        continue;
      }
      if (plain && isAscii ? isIn(json, begin, end) : isInText(json, begin, end, plain)) {
        return true;
      }
      at = each == '"' ? end + 1 : end;
    }
    return false;
  }

  /// A plain text that is nowhere among the bytes is in no string, where nothing is escaped by
  /// number.
  private boolean mayBeIn(byte[] json) {
    byte first = ascii[0];
    byte large = first >= 'a' && first <= 'z' ? (byte) (first - 32) : first;
    for (int at = 0; at < json.length; at++) {
      byte each = json[at];
      if (each == '\\'
          ? at + 1 < json.length && json[at + 1] == 'u'
          : (each == first || each == large) && begins(json, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean begins(byte[] json, int at) {
    if (at + ascii.length > json.length) {
      return false;
    }
    for (int i = 1; i < ascii.length; i++) {
      if (lower(json[at + i]) != ascii[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean isIn(byte[] json, int from, int to) {
    int last = to - ascii.length;
    for (int at = from; at <= last; at++) {
      int same = 0;
      while (same < ascii.length && lower(json[at + same]) == ascii[same]) {
        same++;
      }
      if (same == ascii.length) {
        return true;
      }
    }
    return false;
  }

  private static byte lower(byte each) {
    return each >= 'A' && each <= 'Z' ? (byte) (each + 32) : each;
  }

  private boolean isInText(byte[] json, int from, int to, boolean plain) {
    byte[] text = plain ? null : Escapes.resolved(json, from, to);
    return string(json, from, to, text).toLowerCase(Locale.ROOT).contains(small);
  }

  private static String string(byte[] json, int from, int to, byte @Nullable [] resolved) {
    return resolved == null
        ? new String(json, from, to - from, StandardCharsets.UTF_8)
        : new String(resolved, StandardCharsets.UTF_8);
  }
}
