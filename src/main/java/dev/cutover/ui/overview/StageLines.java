package dev.cutover.ui.overview;

import dev.cutover.job.JobState;
import dev.cutover.job.Stage;
import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.monitor.QueuesSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Counts by stage and state as one line a stage, beside what the broker holds.
final class StageLines {
  private StageLines() {}

  static List<OverviewViewModel.StageLine> of(
      List<PipelineMonitor.JobCount> counts, Optional<QueuesSnapshot> broker) {
    List<OverviewViewModel.StageLine> lines = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      long queued = count(counts, stage, JobState.QUEUED);
      long running = count(counts, stage, JobState.RUNNING);
      lines.add(
          new OverviewViewModel.StageLine(
              stage.word(),
              count(counts, stage, JobState.PENDING),
              queued,
              running,
              count(counts, stage, JobState.COMPLETED),
              count(counts, stage, JobState.DEAD),
              BrokerAgainst.of(broker, stage, queued, running)));
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
