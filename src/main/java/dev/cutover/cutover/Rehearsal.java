package dev.cutover.cutover;

import java.util.List;

/// What the pending migrations would do, tried in one transaction that was rolled back.
///
/// @param steps the scripts that ran, in order
/// @param unchanged the catalogue after the rollback is the one before
public record Rehearsal(List<Step> steps, List<MigrationProblem> problems, boolean unchanged) {

  /// One script and how long it took.
  public record Step(String version, String description, long milliseconds) {}

  public boolean ok() {
    return unchanged && problems.stream().noneMatch(MigrationProblem::blocks);
  }
}
