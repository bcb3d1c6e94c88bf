package dev.cutover.rawdata;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a raw record should have become beside what is in the business tables.
public final class LoadedComparison {
  private LoadedComparison() {}

  /// How a row of the one side stands to the other.
  public enum Presence {
    SAME,
    DIFFERENT,
    /// The transform makes it, the table does not have it.
    NOT_LOADED,
    /// The table has it, this version of the record does not make it.
    ONLY_LOADED
  }

  /// @param columns every column of either side
  public record Row(String table, String key, Presence presence, List<Column> columns) {}

  public record Column(
      String name, @Nullable String expected, @Nullable String loaded, boolean same) {}

  /// Rows in the order of the expected ones; those that are loaded only come last.
  public static List<Row> of(List<BusinessRow> expected, List<BusinessRow> loaded) {
    Map<String, BusinessRow> left = new LinkedHashMap<>();
    loaded.forEach(row -> left.put(identity(row), row));
    List<Row> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (BusinessRow row : expected) {
      // A record may say the same thing several times, such as a status under each of its types.
      if (!seen.add(identity(row))) {
        continue;
      }
      BusinessRow there = left.remove(identity(row));
      List<Column> columns =
          columns(row.values(), there == null ? Map.of() : there.values(), there != null);
      Presence presence =
          there == null
              ? Presence.NOT_LOADED
              : columns.stream().allMatch(Column::same) ? Presence.SAME : Presence.DIFFERENT;
      rows.add(new Row(row.table(), row.key(), presence, columns));
    }
    for (BusinessRow row : left.values()) {
      rows.add(
          new Row(
              row.table(),
              row.key(),
              Presence.ONLY_LOADED,
              columns(Map.of(), row.values(), false)));
    }
    return rows;
  }

  private static String identity(BusinessRow row) {
    return row.table() + '\n' + row.key();
  }

  private static List<Column> columns(
      Map<String, @Nullable String> expected, Map<String, @Nullable String> loaded, boolean both) {
    Set<String> names = new LinkedHashSet<>(expected.keySet());
    names.addAll(loaded.keySet());
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      String wanted = expected.get(name);
      String found = loaded.get(name);
      columns.add(new Column(name, wanted, found, both && Objects.equals(wanted, found)));
    }
    return List.copyOf(columns);
  }
}
