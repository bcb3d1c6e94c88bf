package dev.cutover.kit;

import dev.cutover.job.Progress;

/// Somebody who stops the work once so much of it is done.
public class StoppingProgress implements Progress {
  private final long enough;
  private long seen;

  /// @param enough done when it is stopped
  public StoppingProgress(long enough) {
    this.enough = enough;
  }

  @Override
  public void at(long done, long total) {
    seen = done;
  }

  @Override
  public boolean isCancelled() {
    return seen >= enough;
  }
}
