package dev.cutover.ui.fx;

import dev.cutover.job.Progress;
import java.util.concurrent.atomic.AtomicBoolean;

/// Long work that somebody may watch and stop. Written by the worker's thread, read by the status
/// bar at its own beat.
public final class Activity implements Progress {
  private final String title;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private volatile long done;
  private volatile long total;

  public Activity(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  @Override
  public void at(long reached, long outOf) {
    total = outOf;
    done = reached;
  }

  public long done() {
    return done;
  }

  /// 0 when it is not known.
  public long total() {
    return total;
  }

  public void cancel() {
    cancelled.set(true);
  }

  @Override
  public boolean isCancelled() {
    return cancelled.get();
  }
}
