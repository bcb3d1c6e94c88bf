package dev.cutover.ui.overview;

import dev.cutover.job.JobState;
import dev.cutover.job.Stage;
import dev.cutover.monitor.PipelineMonitor;
import java.util.ArrayList;
import java.util.List;

/// Counts by stage and state as one line a stage.
final class StageLines {
  private StageLines() {}

  static List<OverviewViewModel.StageLine> of(List<PipelineMonitor.JobCount> counts) {
    List<OverviewViewModel.StageLine> lines = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      lines.add(
          new OverviewViewModel.StageLine(
              stage.word(),
              count(counts, stage, JobState.PENDING),
              count(counts, stage, JobState.QUEUED),
              count(counts, stage, JobState.RUNNING),
              count(counts, stage, JobState.COMPLETED),
              count(counts, stage, JobState.DEAD)));
    }
    return lines;
  }

  private static long count(List<PipelineMonitor.JobCount> counts, Stage stage, JobState state) {
    return counts.stream()
        .filter(each -> each.stage().equals(stage.word()) && each.state().equals(state.word()))
        .mapToLong(PipelineMonitor.JobCount::jobs)
        .sum();
  }
}
