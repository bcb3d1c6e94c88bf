package dev.cutover.boot;

import dev.cutover.job.Stage;
import dev.cutover.pipeline.LocalWorkers;
import dev.cutover.pipeline.PipelineRuntime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The workers inside a window's process. A change drains the old ones and starts new ones, on
/// connections of their own.
final class WindowWorkers implements LocalWorkers {
  /// More connections than this are not taken from the server for one window.
  private static final int MOST_SLOTS = 16;

  private final Session session;
  private @Nullable Session at;
  private @Nullable PipelineRuntime runtime;
  private Map<Stage, Integer> slots = Map.of();
  private long doneBefore;

  WindowWorkers(Session session) {
    this.session = session;
  }

  @Override
  public synchronized State state() {
    PipelineRuntime now = runtime;
    return new State(
        slots,
        now == null ? "stopped" : now.state(),
        doneBefore + (now == null ? 0 : now.tally().done()),
        MOST_SLOTS);
  }

  @Override
  public synchronized void setSlots(Map<Stage, Integer> wanted) {
    int together = wanted.values().stream().mapToInt(Integer::intValue).sum();
    if (together > MOST_SLOTS) {
      throw new IllegalArgumentException(
          "%d slots need more than the %d database connections set aside for this window. Nothing was changed."
              .formatted(together, MOST_SLOTS));
    }
    stop();
    if (together > 0) {
      Session own = session.again();
      at = own;
      PipelineRuntime next = own.standingWorkers(wanted);
      runtime = next;
      slots = Map.copyOf(wanted);
      next.start();
    }
  }

  /// New jobs were committed by this window.
  synchronized void wake() {
    PipelineRuntime now = runtime;
    if (now != null) {
      now.wakeDispatcherNow();
    }
  }

  private void stop() {
    PipelineRuntime before = runtime;
    Session own = at;
    runtime = null;
    at = null;
    slots = Map.of();
    if (own != null) {
      own.close();
    }
    if (before != null) {
      doneBefore += before.tally().done();
    }
  }

  @Override
  public synchronized void close() {
    stop();
  }
}
