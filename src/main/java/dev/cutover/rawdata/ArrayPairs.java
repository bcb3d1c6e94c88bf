package dev.cutover.rawdata;

import dev.cutover.rawdata.JsonOutline.Kind;
import dev.cutover.rawdata.JsonOutline.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which element of an array is which element of its later version. What both have at the beginning
/// and at the end is taken first. Between them, objects with ids of their own are paired by id;
/// anything else by the longest common part when that is affordable, and what then remains in one
/// place by its order.
final class ArrayPairs {
  private static final List<String> IDS =
      List.of("id", "node_id", "accountId", "key", "oid", "name");
  private static final long AFFORDABLE = 4_000_000;

  private final JsonOutline before;
  private final JsonOutline after;

  /// @param before number of the element, -1 when it was added
  /// @param after number of the element, -1 when it was removed
  record Pair(int before, int after) {}

  ArrayPairs(JsonOutline before, JsonOutline after) {
    this.before = before;
    this.after = after;
  }

  List<Pair> of(List<Node> old, List<Node> now) {
    String[] left = old.stream().map(before::raw).toArray(String[]::new);
    String[] right = now.stream().map(after::raw).toArray(String[]::new);
    List<Pair> pairs = new ArrayList<>();
    int begin = 0;
    while (begin < left.length && begin < right.length && left[begin].equals(right[begin])) {
      begin++;
    }
    int endLeft = left.length;
    int endRight = right.length;
    while (endLeft > begin && endRight > begin && left[endLeft - 1].equals(right[endRight - 1])) {
      endLeft--;
      endRight--;
    }
    if (!byId(old, now, begin, endLeft, endRight, pairs)) {
      if ((long) (endLeft - begin) * (endRight - begin) <= AFFORDABLE) {
        byCommonPart(left, right, begin, endLeft, endRight, pairs);
      } else {
        inOrder(begin, endLeft, begin, endRight, pairs);
      }
    }
    return pairs;
  }

  private boolean byId(
      List<Node> old, List<Node> now, int begin, int endOld, int endNow, List<Pair> pairs) {
    if (endOld == begin || endNow == begin) {
      return false;
    }
    for (String name : IDS) {
      Map<String, Integer> left = ids(before, old, begin, endOld, name);
      Map<String, Integer> right = ids(after, now, begin, endNow, name);
      if (left.size() == endOld - begin && right.size() == endNow - begin) {
        Set<Integer> paired = new HashSet<>();
        left.forEach(
            (id, number) -> {
              int other = right.getOrDefault(id, -1);
              paired.add(other);
              pairs.add(new Pair(number, other));
            });
        for (int number = begin; number < endNow; number++) {
          if (!paired.contains(number)) {
            pairs.add(new Pair(-1, number));
          }
        }
        return true;
      }
    }
    return false;
  }

  /// Fewer than there are elements when one has no such id or shares it.
  private static Map<String, Integer> ids(
      JsonOutline outline, List<Node> elements, int from, int to, String name) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (int number = from; number < to; number++) {
      int at = number;
      Node element = elements.get(number);
      if (element.kind() != Kind.OBJECT) {
        return Map.of();
      }
      outline
          .member(element, name)
          .filter(id -> !id.isContainer())
          .ifPresent(id -> ids.put(outline.raw(id), at));
      if (ids.size() != number - from + 1) {
        return Map.of();
      }
    }
    return ids;
  }

  private static void byCommonPart(
      String[] left, String[] right, int begin, int endLeft, int endRight, List<Pair> pairs) {
    int[] a = numbered(left, begin, endLeft);
    int[] b = new int[endRight - begin];
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = begin; i < endLeft; i++) {
      numbers.put(left[i], a[i - begin]);
    }
    for (int i = begin; i < endRight; i++) {
      b[i - begin] = numbers.getOrDefault(right[i], -1);
    }
    int[][] longest = new int[a.length + 1][b.length + 1];
    for (int i = a.length - 1; i >= 0; i--) {
      for (int j = b.length - 1; j >= 0; j--) {
        longest[i][j] =
            a[i] == b[j]
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    int fromI = 0;
    int fromJ = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        inOrder(begin + fromI, begin + i, begin + fromJ, begin + j, pairs);
        i++;
        j++;
        fromI = i;
        fromJ = j;
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    inOrder(begin + fromI, begin + a.length, begin + fromJ, begin + b.length, pairs);
  }

  /// Equal texts get equal numbers.
  private static int[] numbered(String[] texts, int from, int to) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] each = new int[to - from];
    for (int i = from; i < to; i++) {
      each[i - from] = numbers.computeIfAbsent(texts[i], _ -> numbers.size());
    }
    return each;
  }

  private static void inOrder(int left, int endLeft, int right, int endRight, List<Pair> pairs) {
    int i = left;
    int j = right;
    while (i < endLeft && j < endRight) {
      pairs.add(new Pair(i++, j++));
    }
    while (i < endLeft) {
      pairs.add(new Pair(i++, -1));
    }
    while (j < endRight) {
      pairs.add(new Pair(-1, j++));
    }
  }
}
