package dev.cutover.cutover;

import java.nio.file.Path;

/// Plans as files that people review, sign off and hand on.
public interface PlanFiles {
  FrozenPlan freeze(CutoverPlan plan);

  /// Replaces the file as a whole.
  ///
  /// @throws java.io.UncheckedIOException when it cannot be written
  void save(FrozenPlan plan, Path file);

  /// @throws RunRefused when the file was edited, is damaged or of another format
  /// @throws java.io.UncheckedIOException when it cannot be read
  FrozenPlan load(Path file);
}
