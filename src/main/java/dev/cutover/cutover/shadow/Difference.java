package dev.cutover.cutover.shadow;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One row that is not the same on both sides.
///
/// @param table word of the business table
/// @param key its natural key, as `tenant 1, integration 2, 10042`
/// @param live whether the old service has the row
/// @param shadow whether the pipeline has it
/// @param columns those that differ, when both have it
/// @param facts about the row that explain differences, by name: see [Facts]
/// @param rawId of the raw record in the shadow's store that the row, or its owner, was made of
public record Difference(
    String table,
    String key,
    boolean live,
    boolean shadow,
    Map<String, Pair> columns,
    Facts facts,
    @Nullable Long rawId) {

  public Difference {
    columns = Map.copyOf(columns);
  }

  /// The values of a column, as text: times as `2025-01-31 12:00:00`, without zone.
  public record Pair(@Nullable String live, @Nullable String shadow) {}

  /// @param sourceTime when the record changed last at its source, as the pipeline has it (UTC)
  /// @param liveSourceTime the same as the old service has it
  /// @param liveWritten when the old service wrote the row
  /// @param horizon start of the old service's last successful run of the tenant
  /// @param shadowBegan when the shadow began to be loaded
  /// @param discovered the pipeline made the row because another record names it
  /// @param liveActive the old service counts it as there
  /// @param siblings rows of the pipeline under the same owner
  /// @param sameChanges for a work item: both sides have the same number of status changes
  /// @param exactPoints story points with their fraction
  /// @param unmapped columns that no mapping fills, by name
  public record Facts(
      @Nullable String sourceTime,
      @Nullable String liveSourceTime,
      @Nullable String liveWritten,
      @Nullable String horizon,
      @Nullable String shadowBegan,
      boolean discovered,
      boolean liveActive,
      long siblings,
      boolean sameChanges,
      @Nullable String exactPoints,
      Set<String> unmapped) {}
}
