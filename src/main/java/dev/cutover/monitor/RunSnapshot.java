package dev.cutover.monitor;

import dev.cutover.job.EntityType;
import dev.cutover.job.RunId;
import dev.cutover.job.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run as the database knew it at one moment.
///
/// @param status `running`, `completed`, `completed_with_errors`, `failed` or `cancelled`
/// @param elapsed from start to end, or to now while it runs (database clock)
/// @param openJobs jobs by state word that are not over
/// @param problems distinct last problems of dead and retried jobs, the commonest first
public record RunSnapshot(
    RunId run,
    long tenant,
    long integration,
    String provider,
    String status,
    boolean full,
    Instant startedAt,
    @Nullable Instant endedAt,
    Duration elapsed,
    List<EntityCount> entities,
    Map<String, Long> openJobs,
    long deadJobs,
    List<ProblemCount> problems) {

  /// Whether it may have jobs to redrive: dead ones, or cancelled ones of a run that was.
  public boolean mayBeRedriven() {
    return deadJobs > 0 || status.equals("cancelled") || status.equals("completed_with_errors");
  }

  public boolean isOver() {
    return !status.equals("running");
  }

  /// Rows of one entity by stage.
  public record EntityCount(EntityType entity, Map<Stage, StageCount> stages) {
    public StageCount stage(Stage stage) {
      return stages.getOrDefault(stage, StageCount.NONE);
    }

    public long failed() {
      return stages.values().stream().mapToLong(StageCount::failed).sum();
    }
  }

  /// @param expected rows that have to pass the stage as far as known
  public record StageCount(long expected, long done, long failed, long unchanged) {
    static final StageCount NONE = new StageCount(0, 0, 0, 0);
  }

  /// @param jobs how many jobs ended or were retried with it
  public record ProblemCount(String code, String what, String remedy, long jobs) {}
}
