package dev.cutover.cutover.backup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One place where two states of a database are not the same.
///
/// @param object such as `table public.work_items`
/// @param detail what differs, with keys and numbers
public record Difference(String object, String detail) {
  private static final int MOST_RANGES = 5;

  @Override
  public String toString() {
    return object + ": " + detail;
  }

  /// All tables of either side whose contents differ or that only one side has.
  public static List<Difference> between(List<TableDigest> wanted, List<TableDigest> found) {
    Map<String, TableDigest> other = new LinkedHashMap<>();
    found.forEach(each -> other.put(each.table(), each));
    List<Difference> differences = new ArrayList<>();
    for (TableDigest each : wanted) {
      TableDigest twin = other.remove(each.table());
      if (twin == null) {
        differences.add(new Difference("table " + each.table(), "is missing"));
      } else if (!each.sameContents(twin)) {
        differences.add(
            new Difference(
                "table " + each.table(), rows(each, twin) + String.join("; ", ranges(each, twin))));
      }
    }
    other
        .keySet()
        .forEach(each -> differences.add(new Difference("table " + each, "is there in addition")));
    return List.copyOf(differences);
  }

  private static String rows(TableDigest wanted, TableDigest found) {
    return wanted.rows() == found.rows()
        ? wanted.rows() + " rows on both sides, but not the same; "
        : wanted.rows() + " rows expected, " + found.rows() + " found; ";
  }

  /// Where the rows differ, as key ranges: both lists are cut at the ends they have in common.
  static List<String> ranges(TableDigest wanted, TableDigest found) {
    if (wanted.key().isEmpty()) {
      return List.of("the table has no key, so no rows can be named");
    }
    Set<String> common = new HashSet<>();
    wanted.ranges().forEach(each -> common.add(each.last()));
    Set<String> ends = new HashSet<>();
    found.ranges().forEach(each -> ends.add(each.last()));
    common.retainAll(ends);
    List<List<TableDigest.Range>> left = cut(wanted.ranges(), common);
    List<List<TableDigest.Range>> right = cut(found.ranges(), common);
    List<String> texts = new ArrayList<>();
    String from = "";
    for (int i = 0; i < left.size(); i++) {
      String last = left.get(i).isEmpty() ? "" : left.get(i).getLast().last();
      boolean open = i == left.size() - 1;
      if (!left.get(i).equals(right.get(i))) {
        texts.add(text(wanted.key(), from, open ? "" : last));
      }
      from = last;
    }
    if (texts.isEmpty()) {
      return List.of("the ranges do not tell where");
    }
    if (texts.size() > MOST_RANGES) {
      int more = texts.size() - MOST_RANGES;
      texts = new ArrayList<>(texts.subList(0, MOST_RANGES));
      texts.add("and " + more + " ranges more");
    }
    return texts;
  }

  private static List<List<TableDigest.Range>> cut(
      List<TableDigest.Range> ranges, Set<String> common) {
    List<List<TableDigest.Range>> pieces = new ArrayList<>();
    List<TableDigest.Range> piece = new ArrayList<>();
    for (TableDigest.Range each : ranges) {
      piece.add(each);
      if (common.contains(each.last())) {
        pieces.add(piece);
        piece = new ArrayList<>();
      }
    }
    pieces.add(piece);
    return pieces;
  }

  private static String text(List<String> key, String from, String to) {
    String name = key.size() == 1 ? key.getFirst() : "(" + String.join(", ", key) + ")";
    if (from.isEmpty() && to.isEmpty()) {
      return "in any row";
    }
    if (from.isEmpty()) {
      return "in " + name + " up to " + to;
    }
    return to.isEmpty()
        ? "in " + name + " after " + from
        : "in " + name + " after " + from + " up to " + to;
  }
}
