package dev.cutover.oracle;

import dev.cutover.kit.PipelineFixture;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares tables with the expected rows, cell by cell, and lists what differs.
final class Expected {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String AT = "to_char(%s, 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') AS %s";

  private final Path oracle;
  private final PipelineFixture fixture;
  private final List<String> differences = new ArrayList<>();
  private int cells;

  Expected(Path oracle, PipelineFixture fixture) {
    this.oracle = oracle;
    this.fixture = fixture;
  }

  List<String> differences() {
    return differences;
  }

  int cells() {
    return cells;
  }

  static String at(String column, String name) {
    return AT.formatted(column, name);
  }

  List<Map<String, String>> rows(String file, Map<String, String> only) throws IOException {
    return Csv.read(oracle.resolve("expected").resolve(file + ".csv")).stream()
        .filter(
            row -> only.entrySet().stream().allMatch(e -> e.getValue().equals(row.get(e.getKey()))))
        .toList();
  }

  /// Every expected row must be there under its key, with equal cells in every column the query
  /// gives.
  void compare(String name, List<Map<String, String>> expected, List<String> key, String sql) {
    Map<String, Map<String, String>> found = new HashMap<>();
    for (Map<String, String> row : query(sql)) {
      if (found.put(keyOf(row, key), row) != null) {
        differences.add(name + ": twice " + keyOf(row, key));
      }
    }
    for (Map<String, String> want : expected) {
      Map<String, String> have = found.get(keyOf(want, key));
      if (have == null) {
        differences.add(name + ": missing " + keyOf(want, key));
        continue;
      }
      for (Map.Entry<String, String> cell : have.entrySet()) {
        if (want.containsKey(cell.getKey())) {
          cells++;
          if (!equal(cell.getKey(), want.get(cell.getKey()), cell.getValue())) {
            differences.add(
                name
                    + " "
                    + keyOf(want, key)
                    + " "
                    + cell.getKey()
                    + ": expected <"
                    + want.get(cell.getKey())
                    + "> found <"
                    + cell.getValue()
                    + ">");
          }
        }
      }
    }
  }

  private static boolean equal(String column, String want, String have) {
    return switch (column) {
      case "story_points" ->
          want.equals("0|null") ? have.isEmpty() || have.equals("0") : want.equals(have);
      case "labels" ->
          want.isEmpty()
              || labels(want)
                  .equals(
                      new TreeSet<>(
                          Arrays.asList(have.isEmpty() ? new String[0] : have.split(","))));
      case "seconds_since_previous_status_change" ->
          new BigDecimal(want)
                  .subtract(new BigDecimal(have))
                  .abs()
                  .compareTo(new BigDecimal("0.0005"))
              < 0;
      case "status_external_id", "wit_external_id" -> want.isEmpty() || want.equals(have);
      default -> want.equals(have);
    };
  }

  private static Set<String> labels(String json) {
    Set<String> labels = new TreeSet<>();
    for (JsonNode each : JSON.readTree(json)) {
      labels.add(each.asString());
    }
    return labels;
  }

  private static String keyOf(Map<String, String> row, List<String> key) {
    return String.join("/", key.stream().map(each -> String.valueOf(row.get(each))).toList());
  }

  List<Map<String, String>> query(String sql) {
    return fixture.rows(
        sql,
        row -> {
          ResultSetMetaData columns = row.getMetaData();
          Map<String, String> found = new HashMap<>();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            String value = row.getString(i);
            found.put(columns.getColumnLabel(i), value == null ? "" : value);
          }
          return found;
        });
  }
}
