package dev.cutover.rawdata;

import dev.cutover.rawdata.PathItem.At;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The values of a document as a path meets them: where they begin, what is below them.
final class PathDocument {
  private final JsonBytes json;
  private final At root;

  /// Takes the values below one.
  interface Children {
    /// @return true when that is enough
    boolean child(At at);
  }

  PathDocument(byte[] document) {
    this.json = new JsonBytes(document);
    boolean marked = document.length >= 3 && document[0] == (byte) 0xEF;
    this.root = new At(json.skip(marked ? 3 : 0));
  }

  At root() {
    return root;
  }

  boolean isArray(PathItem item) {
    return item instanceof At(int offset) && json.at(offset) == '[';
  }

  boolean isObject(PathItem item) {
    return item instanceof At(int offset) && json.at(offset) == '{';
  }

  /// Of several members with one name the last; null when there is none.
  @Nullable At member(At object, String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    int found = -1;
    int at = json.skip(object.offset() + 1);
    while (json.at(at) != '}') {
      int end = json.endOfString(at);
      int value = json.skip(end);
      if (json.isNamed(at, end, wanted, name)) {
        found = value;
      }
      at = json.skip(json.endOf(value));
    }
    return found < 0 ? null : new At(found);
  }

  boolean children(At container, Children each) {
    return isObject(container) ? entries(container, each) : elements(container, each);
  }

  private boolean entries(At object, Children each) {
    int at = json.skip(object.offset() + 1);
    while (json.at(at) != '}') {
      int value = json.skip(json.endOfString(at));
      if (each.child(new At(value))) {
        return true;
      }
      at = json.skip(json.endOf(value));
    }
    return false;
  }

  boolean elements(At array, Children each) {
    int at = json.skip(array.offset() + 1);
    while (json.at(at) != ']') {
      if (each.child(new At(at))) {
        return true;
      }
      at = json.skip(json.endOf(at));
    }
    return false;
  }

  /// Elements of an array; anything else counts as one.
  int size(PathItem item) {
    if (!isArray(item)) {
      return 1;
    }
    int[] count = {0};
    elements(
        (At) item,
        _ -> {
          count[0]++;
          return false;
        });
    return count[0];
  }

  String type(PathItem item) {
    return switch (loaded(item)) {
      case At(int offset) -> json.at(offset) == '[' ? "array" : "object";
      case PathItem.Str _ -> "string";
      case PathItem.Num _ -> "number";
      case PathItem.Bool _ -> "boolean";
      case PathItem.Nothing _ -> "null";
    };
  }

  /// A single value of the document as itself; objects and arrays stay where they are.
  PathItem loaded(PathItem item) {
    if (!(item instanceof At(int offset))) {
      return item;
    }
    return switch (json.at(offset)) {
      case '{', '[' -> item;
      case '"' -> new PathItem.Str(json.unescaped(offset, json.endOfString(offset)));
      case 't' -> new PathItem.Bool(true);
      case 'f' -> new PathItem.Bool(false);
      case 'n' -> PathItem.NULL;
      default -> new PathItem.Num(new BigDecimal(json.raw(offset, json.endOfWord(offset))));
    };
  }
}
