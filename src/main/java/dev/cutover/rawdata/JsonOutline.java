package dev.cutover.rawdata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A document as a tree that is opened step by step. Holds the bytes and one small index; children
/// are found when they are asked for. Long arrays and objects are opened in ranges of a hundred.
/// Every value is given as it was written: no number passes through a binary fraction.
public final class JsonOutline {
  /// Members or elements shown at once; more are put into ranges.
  public static final int RANGE = 100;

  /// Objects have names to find things by: they are shown whole up to here.
  private static final int WHOLE_OBJECT = 500;

  private static final int PREVIEW_MEMBERS = 4;

  private final JsonBytes json;
  private final JsonIndex index;
  private final int length;

  /// What a node is.
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    /// A part of a long array or object.
    RANGE
  }

  /// A value of the document, or a range of values.
  ///
  /// @param name of the member, `[3]` of an element, `[100 … 199]` of a range, `$` of the whole
  /// @param path to copy; of a range that of its array or object
  /// @param from first byte
  /// @param to byte behind the last
  /// @param first of a range: number of its first value
  /// @param count members, elements, or values in the range; 0 for single values
  public record Node(Kind kind, String name, String path, int from, int to, int first, int count) {
    public boolean isExpandable() {
      return count > 0;
    }

    public boolean isContainer() {
      return kind == Kind.OBJECT || kind == Kind.ARRAY;
    }
  }

  private JsonOutline(byte[] bytes) {
    this.index = JsonIndex.of(bytes);
    this.json = new JsonBytes(bytes);
    this.length = bytes.length;
  }

  /// @throws UnreadableJson when the bytes are not one JSON document in UTF-8
  public static JsonOutline of(byte[] document) {
    boolean marked =
        document.length >= 3
            && document[0] == (byte) 0xEF
            && document[1] == (byte) 0xBB
            && document[2] == (byte) 0xBF;
    return new JsonOutline(marked ? Arrays.copyOfRange(document, 3, document.length) : document);
  }

  public Node root() {
    return value(JsonPaths.ROOT, JsonPaths.ROOT, json.skip(0));
  }

  /// Bytes of the document.
  public int length() {
    return length;
  }

  private Node value(String name, String path, int from) {
    return switch (json.at(from)) {
      case '{' -> new Node(Kind.OBJECT, name, path, from, index.end(from), 0, index.count(from));
      case '[' -> new Node(Kind.ARRAY, name, path, from, index.end(from), 0, index.count(from));
      case '"' -> new Node(Kind.STRING, name, path, from, json.endOfString(from), 0, 0);
      case 't', 'f' -> new Node(Kind.BOOLEAN, name, path, from, json.endOfWord(from), 0, 0);
      case 'n' -> new Node(Kind.NULL, name, path, from, json.endOfWord(from), 0, 0);
      default -> new Node(Kind.NUMBER, name, path, from, json.endOfWord(from), 0, 0);
    };
  }

  private int endOf(int from) {
    return switch (json.at(from)) {
      case '{', '[' -> index.end(from);
      case '"' -> json.endOfString(from);
      default -> json.endOfWord(from);
    };
  }

  /// What to show below a node; nothing below a single value.
  public List<Node> children(Node node) {
    return switch (node.kind()) {
      case OBJECT, ARRAY -> {
        int whole = node.kind() == Kind.OBJECT ? WHOLE_OBJECT : RANGE;
        int inside = json.skip(node.from() + 1);
        yield node.count() <= whole
            ? values(node, inside, 0, node.count())
            : ranges(node, inside, 0, node.count());
      }
      case RANGE ->
          node.count() <= RANGE
              ? values(node, node.from(), node.first(), node.count())
              : ranges(node, node.from(), node.first(), node.count());
      case STRING, NUMBER, BOOLEAN, NULL -> List.of();
    };
  }

  /// All members or elements of a container in their order, without ranges.
  List<Node> all(Node container) {
    return values(container, json.skip(container.from() + 1), 0, container.count());
  }

  private boolean inObject(Node parent) {
    return parent.kind() == Kind.RANGE
        ? parent.name().startsWith("{")
        : parent.kind() == Kind.OBJECT;
  }

  private List<Node> values(Node parent, int from, int first, int count) {
    List<Node> nodes = new ArrayList<>(count);
    boolean object = inObject(parent);
    walk(
        object,
        from,
        count,
        (name, start) -> {
          int number = first + nodes.size();
          nodes.add(
              object
                  ? value(name, JsonPaths.member(parent.path(), name), start)
                  : value("[" + number + "]", JsonPaths.element(parent.path(), number), start));
        });
    return nodes;
  }

  private List<Node> ranges(Node parent, int from, int first, int count) {
    int span = RANGE;
    while (count / span > RANGE) {
      span *= RANGE;
    }
    List<Node> ranges = new ArrayList<>();
    boolean object = inObject(parent);
    int at = from;
    for (int done = 0; done < count; done += span) {
      int some = Math.min(span, count - done);
      int end = walk(object, at, some, (_, _) -> {});
      String label = (first + done) + " … " + (first + done + some - 1);
      ranges.add(
          new Node(
              Kind.RANGE,
              object ? "{" + label + "}" : "[" + label + "]",
              parent.path(),
              at,
              end,
              first + done,
              some));
      at = json.skip(end);
    }
    return ranges;
  }

  /// Goes over `count` values from `from` on.
  ///
  /// @param each gets the name (empty in arrays) and where the value begins
  /// @return the byte behind the last value
  private int walk(boolean object, int from, int count, BiConsumer<String, Integer> each) {
    int at = from;
    int end = from;
    for (int i = 0; i < count; i++) {
      String name = "";
      if (object) {
        int nameEnd = json.endOfString(at);
        name = json.unescaped(at, nameEnd);
        at = json.skip(nameEnd);
      }
      each.accept(name, at);
      end = endOf(at);
      at = json.skip(end);
    }
    return end;
  }

  /// The value behind a path without wildcards.
  ///
  /// @throws IllegalArgumentException when it is no such path
  public Optional<Node> at(String path) {
    Node node = root();
    for (JsonPaths.Step step : JsonPaths.steps(path)) {
      Optional<Node> next =
          switch (step) {
            case JsonPaths.Step.Member(String name) -> member(node, name);
            case JsonPaths.Step.Element(int number) -> element(node, number);
          };
      if (next.isEmpty()) {
        return next;
      }
      node = next.get();
    }
    return Optional.of(node);
  }

  /// The member of an object; of several with one name the last, as readers of JSON do.
  public Optional<Node> member(Node object, String name) {
    return object.kind() == Kind.OBJECT
        ? all(object).stream().filter(each -> each.name().equals(name)).reduce((_, last) -> last)
        : Optional.empty();
  }

  private Optional<Node> element(Node array, int number) {
    if (array.kind() != Kind.ARRAY || number >= array.count()) {
      return Optional.empty();
    }
    int[] found = {array.from()};
    walk(false, json.skip(array.from() + 1), number + 1, (_, start) -> found[0] = start);
    return Optional.of(
        value("[" + number + "]", JsonPaths.element(array.path(), number), found[0]));
  }

  /// The first single value, in the order of the document, whose text holds `part`, upper and lower
  /// case alike; a member whose name holds it counts as well.
  public Optional<Node> find(String part) {
    return find(root(), part);
  }

  private Optional<Node> find(Node node, String part) {
    if (!node.isContainer()) {
      return indexIgnoringCase(text(node), part) >= 0 ? Optional.of(node) : Optional.empty();
    }
    for (Node child : all(node)) {
      if (node.kind() == Kind.OBJECT && indexIgnoringCase(child.name(), part) >= 0) {
        return Optional.of(child);
      }
      Optional<Node> found = find(child, part);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Where `part` begins in `text`, -1 when it is not in it.
  public static int indexIgnoringCase(String text, String part) {
    for (int at = 0; at <= text.length() - part.length(); at++) {
      if (text.regionMatches(true, at, part, 0, part.length())) {
        return at;
      }
    }
    return -1;
  }

  /// Exactly as it was written.
  public String raw(Node node) {
    return json.raw(node.from(), node.to());
  }

  /// A string without quotes and escapes; everything else as it was written.
  public String text(Node node) {
    return node.kind() == Kind.STRING ? json.unescaped(node.from(), node.to()) : raw(node);
  }

  /// One line that tells what is in a node, of `most` characters about.
  public String preview(Node node, int most) {
    return switch (node.kind()) {
      case OBJECT -> node.count() == 0 ? "{}" : cut(members(node, most), most);
      case ARRAY, RANGE -> node.count() == 0 ? "[]" : "";
      case STRING, NUMBER, BOOLEAN, NULL -> cut(json.raw(node.from(), shortEnd(node, most)), most);
    };
  }

  /// No more bytes are decoded than can be shown: a string may have megabytes.
  private static int shortEnd(Node node, int most) {
    return (int) Math.min(node.to(), node.from() + 4L * most);
  }

  private String members(Node object, int most) {
    StringBuilder line = new StringBuilder();
    walk(
        true,
        json.skip(object.from() + 1),
        Math.min(PREVIEW_MEMBERS, object.count()),
        (name, start) -> {
          Node member = value(name, "", start);
          if (!member.isContainer() && line.length() < most) {
            line.append(line.isEmpty() ? "" : ", ")
                .append(name)
                .append(": ")
                .append(preview(member, most));
          }
        });
    return line.toString();
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
