package dev.cutover.monitor;

import java.util.List;

/// Whether everything that was extracted has arrived.
///
/// @param jobsWithoutMessage jobs queued for so long that their hint must be lost; sent again by
///   any worker
/// @param openJobs jobs pending, queued or running
/// @param deadLetters messages and records kept as dead letters, neither replayed nor discarded
public record Reconciliation(
    List<Line> lines,
    List<Unmapped> unmapped,
    long openJobs,
    long deadJobs,
    long jobsWithoutMessage,
    long deadLetters) {

  /// No gap anywhere, nothing failed, no job open or stranded.
  public boolean ok() {
    return lines.stream()
            .allMatch(line -> line.gap() == 0 && line.failed() == 0 && line.surplus() == 0)
        && openJobs == 0
        && jobsWithoutMessage == 0;
  }

  public long gap() {
    return lines.stream().mapToLong(Line::gap).sum();
  }

  /// One entity of one integration. All numbers are distinct external ids.
  ///
  /// @param raw in the raw store
  /// @param transformed of these, at least transformed
  /// @param loaded of these, present in the business table
  /// @param gap raw minus loaded
  /// @param failed whose newest version failed
  /// @param surplus marked loaded in the raw store but missing in the business table
  public record Line(
      long tenantId,
      String tenant,
      long integration,
      String entity,
      long raw,
      long transformed,
      long loaded,
      long gap,
      long failed,
      long surplus) {

    /// Something of it is missing.
    public boolean needsExplanation() {
      return gap > 0 || failed > 0 || surplus > 0;
    }
  }

  /// Values that no mapping names: they reach the tables, but the metrics built on mappings miss
  /// them.
  ///
  /// @param kind `status` or `wit`
  public record Unmapped(
      long tenantId, String tenant, long integration, String kind, long values) {}
}
