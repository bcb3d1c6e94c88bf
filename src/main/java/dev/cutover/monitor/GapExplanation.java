package dev.cutover.monitor;

import dev.cutover.job.EntityType;
import dev.cutover.rawdata.RawLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which raw records of one line of the reconciliation are not loaded, grouped by cause.
///
/// @param groups the largest first
/// @param complete false when there was too much to look at: the numbers are then the least
public record GapExplanation(Scope scope, List<Group> groups, boolean complete) {

  public GapExplanation {
    groups = List.copyOf(groups);
  }

  public long rows() {
    return groups.stream().mapToLong(Group::rows).sum();
  }

  /// One entity of one integration of one tenant.
  public record Scope(long tenant, long integration, EntityType entity) {}

  /// Records with the same cause and the same kind of problem.
  ///
  /// @param code of the problem, null when there is none
  /// @param problem what went wrong, with `#` for every number; null when nothing did
  /// @param remedy what the problem itself says to do, empty when it says nothing
  /// @param rows records, distinct by external id
  /// @param example one of them
  /// @param job that handles or handled one of them, null when there is none
  public record Group(
      GapCause cause,
      @Nullable String code,
      @Nullable String problem,
      String remedy,
      long rows,
      RawLine example,
      @Nullable Long job) {}
}
