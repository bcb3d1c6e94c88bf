package dev.cutover.rawdata;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The signs, words, strings and numbers that a SQL/JSON path is written with.
final class PathTokens {
  private static final Pattern NUMBER =
      Pattern.compile("(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  /// Names of members may hold what is no sign.
  private static final Pattern NAME =
      Pattern.compile("[^\\s?%$.\\[\\]{}()|&!=<>@#,*:\\-+/\\\\\"']+");

  private final String path;
  private int at;

  PathTokens(String path) {
    this.path = path;
  }

  IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "The JSON path '"
            + path
            + "' was not understood at character "
            + (at + 1)
            + ". Write it like $.fields.status.name or $.fields.labels[*] ? (@ == \"x\").");
  }

  private void skipWhite() {
    while (at < path.length() && Character.isWhitespace(path.charAt(at))) {
      at++;
    }
  }

  boolean isNext(String sign) {
    skipWhite();
    return path.startsWith(sign, at);
  }

  boolean take(String sign) {
    if (!isNext(sign)) {
      return false;
    }
    at += sign.length();
    return true;
  }

  void expect(String sign) {
    if (!take(sign)) {
      throw wrong();
    }
  }

  boolean takeWord(String word) {
    skipWhite();
    Matcher matcher = WORD.matcher(path).region(at, path.length());
    if (!matcher.lookingAt() || !matcher.group().equalsIgnoreCase(word)) {
      return false;
    }
    at = matcher.end();
    return true;
  }

  void expectWord(String word) {
    if (!takeWord(word)) {
      throw wrong();
    }
  }

  String name() {
    skipWhite();
    Matcher matcher = NAME.matcher(path).region(at, path.length());
    if (!matcher.lookingAt() || Character.isDigit(path.charAt(at))) {
      throw wrong();
    }
    at = matcher.end();
    return matcher.group();
  }

  @Nullable BigDecimal number() {
    skipWhite();
    Matcher matcher = NUMBER.matcher(path).region(at, path.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    String text = matcher.group();
    return new BigDecimal(text.endsWith(".") ? text + "0" : text);
  }

  boolean isString() {
    return isNext("\"");
  }

  String string() {
    expect("\"");
    StringBuilder text = new StringBuilder();
    while (at < path.length() && path.charAt(at) != '"') {
      char each = path.charAt(at++);
      if (each == '\\') {
        escaped(text);
      } else {
        text.append(each);
      }
    }
    if (at >= path.length()) {
      throw wrong();
    }
    at++;
    return text.toString();
  }

  private void escaped(StringBuilder text) {
    if (at >= path.length()) {
      throw wrong();
    }
    char kind = path.charAt(at++);
    switch (kind) {
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'v' -> text.append('\u000b');
      case 'x' -> text.append((char) hex(2));
      case 'u' -> {
        if (at < path.length() && path.charAt(at) == '{') {
          int end = path.indexOf('}', at);
          at++;
          int code = hex(end - at);
          if (!Character.isValidCodePoint(code)) {
            throw wrong();
          }
          text.appendCodePoint(code);
          at = end + 1;
        } else {
          text.append((char) hex(4));
        }
      }
      default -> text.append(kind);
    }
  }

  private int hex(int digits) {
    if (digits < 1 || digits > 6 || at + digits > path.length()) {
      throw wrong();
    }
    try {
      int code = Integer.parseInt(path.substring(at, at + digits), 16);
      at += digits;
      return code;
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  void end() {
    skipWhite();
    if (at < path.length()) {
      throw wrong();
    }
  }
}
