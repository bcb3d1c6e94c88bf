package dev.cutover.cutover.shadow;

import java.util.List;

/// What the comparison of all business tables found.
///
/// @param integrations that were loaded and compared
/// @param leftOut integrations that could not be loaded, each with the reason
public record Comparison(
    List<Long> integrations,
    List<String> leftOut,
    List<TableCount> tables,
    List<DifferenceGroup> groups) {

  public Comparison {
    integrations = List.copyOf(integrations);
    leftOut = List.copyOf(leftOut);
    tables = List.copyOf(tables);
    groups = List.copyOf(groups);
  }

  /// @param live rows of the old service
  /// @param shadow rows of the pipeline
  /// @param different rows that are on one side only or differ in a column
  public record TableCount(String table, long live, long shadow, long different) {}

  /// Groups of differences that nobody can explain.
  public List<DifferenceGroup> unexplained() {
    return groups.stream().filter(each -> !each.explained()).toList();
  }

  public long unexplainedCount() {
    return unexplained().stream().mapToLong(DifferenceGroup::count).sum();
  }
}
