package dev.cutover.database;

import dev.cutover.cutover.CutoverPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The sums of tables' contents that a freeze leaves as evidence, taken again.
public final class TableSums {
  private TableSums() {}

  /// By the table's title.
  public static Map<String, String> of(Database database, List<CutoverPlan.Table> tables) {
    Map<String, String> sums = new TreeMap<>();
    for (CutoverPlan.Table table : tables) {
      sums.put(
          table.title(),
          database.withConnection(connection -> ContentSum.of(connection, Identifier.of(table))));
    }
    return sums;
  }
}
