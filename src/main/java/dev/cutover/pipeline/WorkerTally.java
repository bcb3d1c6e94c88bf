package dev.cutover.pipeline;

import java.util.concurrent.atomic.LongAdder;

/// What a worker process has counted since it started.
public final class WorkerTally {
  private final LongAdder done = new LongAdder();
  private final LongAdder staleHints = new LongAdder();
  private final LongAdder fenced = new LongAdder();
  private final LongAdder failed = new LongAdder();

  void completed(int jobs) {
    done.add(jobs);
  }

  void staleHints(int hints) {
    staleHints.add(hints);
  }

  void fencedOff(int jobs) {
    fenced.add(jobs);
  }

  void failed(int jobs) {
    failed.add(jobs);
  }

  public long done() {
    return done.sum();
  }

  /// Hints whose job was taken, over or not due: duplicates and late ones.
  public long stale() {
    return staleHints.sum();
  }

  /// Writes refused because the lease was gone.
  public long fenced() {
    return fenced.sum();
  }

  public long failures() {
    return failed.sum();
  }
}
