package dev.cutover.monitor;

import dev.cutover.job.Stage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One queue as it is now.
///
/// @param dead a queue of dead letters; it has no jobs
/// @param depth empty when it cannot be told
/// @param statistics empty without the management interface: what is not known is not 0
/// @param jobs the stage's jobs, empty for a dead queue and when the table cannot be read
public record QueueLine(
    String queue,
    Stage stage,
    boolean dead,
    Condition condition,
    Optional<DepthProbe.Counted> depth,
    Optional<QueueStatistics.Figures> statistics,
    Optional<Jobs> jobs,
    Drain drain) {

  public enum Condition {
    /// The broker cannot be asked.
    UNKNOWN,
    /// There is no such queue.
    MISSING,
    /// Nobody listens: what comes stays.
    NO_CONSUMERS,
    /// Somebody listens and there is nothing to do.
    IDLE,
    /// There is work and somebody to do it.
    BUSY
  }

  /// Jobs of a stage by state.
  ///
  /// @param in jobs a second that came, null before it is known
  /// @param out jobs a second that ended, null before it is known
  public record Jobs(
      long pending,
      long queued,
      long running,
      long completed,
      long dead,
      @Nullable Double in,
      @Nullable Double out) {

    public long open() {
      return pending + queued + running;
    }
  }
}
