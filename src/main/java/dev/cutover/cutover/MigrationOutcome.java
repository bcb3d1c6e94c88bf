package dev.cutover.cutover;

import java.util.List;

/// How a migration ended.
public sealed interface MigrationOutcome {

  /// The schema is the one this program works with.
  ///
  /// @param applied the scripts of this very run; empty when all was done before
  /// @param rebuiltIndexes indexes that a broken build had left invalid
  record Migrated(List<String> applied, List<String> rebuiltIndexes) implements MigrationOutcome {}

  /// Not migrated, or not to the end.
  ///
  /// @param applied the scripts of this run that are in place nevertheless; mostly none
  record Refused(List<MigrationProblem> problems, List<String> applied)
      implements MigrationOutcome {}
}
