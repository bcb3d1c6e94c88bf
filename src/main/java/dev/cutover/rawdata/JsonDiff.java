package dev.cutover.rawdata;

import dev.cutover.rawdata.JsonOutline.Kind;
import dev.cutover.rawdata.JsonOutline.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What changed from one document to another, value by value. The order of an object's members is
/// no change; `1.0` for `1` is one, for values are compared as they are written. Elements of arrays
/// are paired by their ids where they have some, else by what is equal ([ArrayPairs]).
public final class JsonDiff {
  private static final int MOST = 10_000;

  private final JsonOutline before;
  private final JsonOutline after;
  private final List<Change> changes = new ArrayList<>();
  private boolean more;

  /// How a value changed.
  public enum Sort {
    ADDED,
    REMOVED,
    CHANGED
  }

  /// @param path in the later document; of what was removed in the earlier one
  /// @param before value as it was written, null when it was added
  /// @param after value as it is written, null when it was removed
  public record Change(Sort sort, String path, @Nullable String before, @Nullable String after) {

    /// `+`, `-` or `~`.
    public String sign() {
      return switch (sort) {
        case ADDED -> "+";
        case REMOVED -> "-";
        case CHANGED -> "~";
      };
    }

    /// `~ $.fields.status "Open" -> "Done"`, long values cut.
    public String line(int most) {
      String values =
          switch (sort) {
            case ADDED -> shortened(after, most);
            case REMOVED -> shortened(before, most);
            case CHANGED -> changed(most);
          };
      return sign() + " " + path + " " + values;
    }

    /// Of two long texts the place where they part.
    private String changed(int most) {
      String old = String.valueOf(before);
      String now = String.valueOf(after);
      int same = 0;
      int shorter = Math.min(old.length(), now.length());
      while (same < shorter && old.charAt(same) == now.charAt(same)) {
        same++;
      }
      int from = Math.max(old.length(), now.length()) > most ? Math.max(0, same - most / 3) : 0;
      return from(old, from, most) + " -> " + from(now, from, most);
    }

    private static String from(String text, int begin, int most) {
      return begin == 0 ? shortened(text, most) : "…" + shortened(text.substring(begin), most);
    }

    private static String shortened(@Nullable String value, int most) {
      String text = String.valueOf(value);
      return text.length() <= most
          ? text
          : text.substring(0, most) + "… (" + text.length() + " characters)";
    }
  }

  /// @param more true when there are more changes than are listed
  public record Result(List<Change> changes, boolean more) {
    public Result {
      changes = List.copyOf(changes);
    }

    public boolean isSame() {
      return changes.isEmpty();
    }
  }

  private JsonDiff(JsonOutline before, JsonOutline after) {
    this.before = before;
    this.after = after;
  }

  public static Result between(JsonOutline before, JsonOutline after) {
    JsonDiff diff = new JsonDiff(before, after);
    diff.compare(before.root(), after.root());
    return new Result(diff.changes, diff.more);
  }

  private void compare(Node old, Node now) {
    if (more) {
      return;
    }
    if (old.kind() != now.kind()) {
      changed(old, now);
    } else if (old.kind() == Kind.OBJECT) {
      objects(old, now);
    } else if (old.kind() == Kind.ARRAY) {
      arrays(old, now);
    } else if (!before.text(old).equals(after.text(now))) {
      changed(old, now);
    }
  }

  private void objects(Node old, Node now) {
    Map<String, Node> left = byName(before, old);
    Map<String, Node> there = byName(after, now);
    left.forEach(
        (name, node) -> {
          Node other = there.remove(name);
          if (other == null) {
            removed(node);
          } else {
            compare(node, other);
          }
        });
    there.values().forEach(this::added);
  }

  private static Map<String, Node> byName(JsonOutline outline, Node object) {
    Map<String, Node> members = new LinkedHashMap<>();
    outline.all(object).forEach(member -> members.put(member.name(), member));
    return members;
  }

  private void arrays(Node old, Node now) {
    List<Node> left = before.all(old);
    List<Node> right = after.all(now);
    for (ArrayPairs.Pair pair : new ArrayPairs(before, after).of(left, right)) {
      if (pair.before() < 0) {
        added(right.get(pair.after()));
      } else if (pair.after() < 0) {
        removed(left.get(pair.before()));
      } else {
        compare(left.get(pair.before()), right.get(pair.after()));
      }
    }
  }

  private void added(Node node) {
    note(new Change(Sort.ADDED, node.path(), null, after.raw(node)));
  }

  private void removed(Node node) {
    note(new Change(Sort.REMOVED, node.path(), before.raw(node), null));
  }

  private void changed(Node old, Node now) {
    note(new Change(Sort.CHANGED, now.path(), before.raw(old), after.raw(now)));
  }

  private void note(Change change) {
    if (changes.size() == MOST) {
      more = true;
    } else {
      changes.add(change);
    }
  }
}
