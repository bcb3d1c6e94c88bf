package dev.cutover.pipeline;

import dev.cutover.job.RunId;
import java.util.List;

/// Runs that start by themselves. Every process that stays may ask; a due integration gets one run.
public interface ScheduledRuns {
  /// For processes that come for one piece of work and go: a run of theirs would be left lying.
  ScheduledRuns NONE = List::of;

  /// Starts what is due. What is being read already, or switched off, is left alone.
  ///
  /// @return the runs that this call has started
  List<RunId> startDue();
}
