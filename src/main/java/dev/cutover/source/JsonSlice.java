package dev.cutover.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value inside a document that [JsonScan] has accepted: finds its members and elements by their
/// exact bytes, so that a page can be cut into the records it came with and nothing is written
/// anew. Names are looked for as written, which is enough for the names of an API.
record JsonSlice(byte[] bytes, int from, int to) {

  static JsonSlice of(byte[] document) {
    return new JsonSlice(document, 0, document.length).trimmed();
  }

  boolean isObject() {
    return from < to && bytes[from] == '{';
  }

  boolean isArray() {
    return from < to && bytes[from] == '[';
  }

  boolean isNull() {
    return from < to && bytes[from] == 'n';
  }

  boolean isTrue() {
    return from < to && bytes[from] == 't';
  }

  /// The value of a member, null when this is no object or has none of that name.
  @Nullable JsonSlice member(String name) {
    if (!isObject()) {
      return null;
    }
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    int at = space(from + 1);
    while (bytes[at] == '"') {
      int nameEnd = skipString(at);
      int value = space(space(nameEnd) + 1);
      int end = skip(value);
      if (Arrays.equals(bytes, at + 1, nameEnd - 1, wanted, 0, wanted.length)) {
        return new JsonSlice(bytes, value, end);
      }
      at = space(end);
      if (bytes[at] == ',') {
        at = space(at + 1);
      }
    }
    return null;
  }

  /// The value at the end of a path of members, null when a step is missing.
  @Nullable JsonSlice at(String... path) {
    JsonSlice here = this;
    for (String name : path) {
      here = here == null ? null : here.member(name);
    }
    return here;
  }

  /// The elements of an array; none when this is no array.
  List<JsonSlice> elements() {
    List<JsonSlice> elements = new ArrayList<>();
    if (!isArray()) {
      return elements;
    }
    int at = space(from + 1);
    while (bytes[at] != ']') {
      int end = skip(at);
      elements.add(new JsonSlice(bytes, at, end));
      at = space(end);
      if (bytes[at] == ',') {
        at = space(at + 1);
      }
    }
    return elements;
  }

  /// The value of a string, a number or truth value as written, and the empty text for null.
  String text() {
    if (isNull()) {
      return "";
    }
    return bytes[from] == '"'
        ? JsonText.unquote(bytes, from, to)
        : new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /// A whole number, `otherwise` when this is none.
  long number(long otherwise) {
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException notWhole) {
      return otherwise;
    }
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  int length() {
    return to - from;
  }

  JsonSlice trimmed() {
    return new JsonSlice(bytes, space(from), to);
  }

  private int skip(int start) {
    int depth = 0;
    int at = start;
    do {
      switch (bytes[at]) {
        case '"' -> at = skipString(at);
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        default -> {
          at++;
          if (depth == 0) {
            while (at < to && isBare(bytes[at])) {
              at++;
            }
          }
        }
      }
    } while (depth > 0);
    return at;
  }

  private static boolean isBare(byte c) {
    return c > ' ' && c != ',' && c != '}' && c != ']';
  }

  private int skipString(int start) {
    int at = start + 1;
    while (bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private int space(int start) {
    int at = start;
    while (at < to && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at;
  }
}
