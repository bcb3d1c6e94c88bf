package dev.cutover.cutover;

import dev.cutover.job.Progress;
import java.util.function.BooleanSupplier;

/// How far the effect at hand has come; written by the engine's thread, read by any.
final class LiveProgress implements Progress {

  /// @param startedNanos monotonic
  record At(long done, long total, Unit unit, String doing, long startedNanos) {}

  private final BooleanSupplier cancelled;
  private volatile At at = new At(0, 0, Unit.PIECES, "", System.nanoTime());

  LiveProgress(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  void begin(String doing) {
    at = new At(0, 0, Unit.PIECES, doing, System.nanoTime());
  }

  void doing(String text) {
    At was = at;
    at = new At(was.done, was.total, was.unit, text, was.startedNanos);
  }

  At now() {
    return at;
  }

  @Override
  public void at(long done, long total) {
    at(done, total, Unit.PIECES);
  }

  @Override
  public void at(long done, long total, Unit unit) {
    At was = at;
    at = new At(done, total, unit, was.doing, was.startedNanos);
  }

  @Override
  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }
}
