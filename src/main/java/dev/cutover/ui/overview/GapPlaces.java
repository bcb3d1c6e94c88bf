package dev.cutover.ui.overview;

import dev.cutover.monitor.GapExplanation;
import dev.cutover.monitor.Reconciliation;

/// Where the causes of a gap lead to.
public interface GapPlaces {

  /// Shows the jobs of the group on the pipeline screen.
  void jobs(Reconciliation.Line line, GapExplanation.Group group);

  /// Shows the raw rows of the group, or its example where they have no state in common.
  void rawRows(Reconciliation.Line line, GapExplanation.Group group);
}
