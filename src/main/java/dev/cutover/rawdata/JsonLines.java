package dev.cutover.rawdata;

import java.util.Arrays;

/// A document in lines, one value each and indented, whatever line breaks it came with. Only where
/// the lines begin is kept; their text is made when it is looked at. Every value stands there as it
/// was written.
public final class JsonLines {
  private static final String INDENT = "  ";

  private final JsonBytes json;
  private int[] from = new int[1024];
  private int[] to = new int[1024];
  private int[] depth = new int[1024];
  private int size;

  private JsonLines(byte[] document) {
    this.json = new JsonBytes(document);
  }

  /// @param document valid JSON
  public static JsonLines of(byte[] document) {
    JsonLines lines = new JsonLines(document);
    lines.lay();
    return lines;
  }

  private void lay() {
    int deep = 0;
    int at = json.skip(0);
    int begin = at;
    while (at < json.length()) {
      switch (json.at(at)) {
        case '{', '[' -> {
          int next = json.skip(at + 1);
          if (json.at(next) == '}' || json.at(next) == ']') {
            // Empty: stays in one line, its end is drawn with it.
            at = next + 1;
            at = behindComma(at);
            add(begin, at, deep);
          } else {
            add(begin, at + 1, deep++);
            at = at + 1;
          }
          at = white(at);
          begin = at;
        }
        case '}', ']' -> {
          begin = at;
          at = behindComma(at + 1);
          add(begin, at, --deep);
          at = white(at);
          begin = at;
        }
        case '"' -> {
          int end = json.endOfString(at);
          int next = white(end);
          if (next < json.length() && json.at(next) == ':') {
            // A name: its value follows in the same line.
            at = white(next + 1);
          } else {
            at = behindComma(end);
            add(begin, at, deep);
            at = white(at);
            begin = at;
          }
        }
        default -> {
          at = behindComma(json.endOfWord(at));
          add(begin, at, deep);
          at = white(at);
          begin = at;
        }
      }
    }
  }

  private int behindComma(int offset) {
    int at = white(offset);
    return at < json.length() && json.at(at) == ',' ? at + 1 : offset;
  }

  private int white(int offset) {
    int at = offset;
    while (at < json.length()
        && (json.at(at) == ' '
            || json.at(at) == '\t'
            || json.at(at) == '\r'
            || json.at(at) == '\n')) {
      at++;
    }
    return at;
  }

  private void add(int begin, int end, int deep) {
    if (size == from.length) {
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
      depth = Arrays.copyOf(depth, size * 2);
    }
    from[size] = begin;
    to[size] = end;
    depth[size++] = deep;
  }

  public int size() {
    return size;
  }

  /// A line with its indentation, cut behind `most` characters with the number of those left out.
  public String line(int number, int most) {
    int begin = from[number];
    int end = to[number];
    String indent = INDENT.repeat(Math.min(depth[number], 60));
    if (end - begin <= most) {
      return indent + onOneLine(json.raw(begin, end));
    }
    String shown = onOneLine(json.raw(begin, (int) Math.min(end, begin + 4L * most)));
    if (shown.length() <= most) {
      return indent + shown;
    }
    return indent + shown.substring(0, most) + " … (" + (end - begin - most) + " bytes more)";
  }

  /// Line breaks and tabs stand between values only; inside strings JSON writes them as escapes.
  private static String onOneLine(String text) {
    return text.replaceAll("[\\r\\n\\t]+ *", " ");
  }
}
