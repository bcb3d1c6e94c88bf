package dev.cutover.ui.fx;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a screen live: reads a picture beside the FX thread, applies it there in one call, and
/// plans the next read only when that call has returned, so that a slow screen is read less often
/// and nothing queues up. A read that fails leaves the last picture and is tried again, later each
/// time; a picture that cannot be drawn is such a failure too. All methods belong to the FX thread.
public final class FxPoller<T> implements Live {
  private static final Logger LOG = LoggerFactory.getLogger(FxPoller.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /// How old the picture is and why no newer one came.
  ///
  /// @param asOf when the last picture was read, null before the first
  /// @param failure of the last read, null when it went well
  /// @param tries failed reads in a row
  /// @param pause until the next try
  public record Freshness(
      @Nullable Instant asOf, @Nullable Exception failure, int tries, Duration pause) {
    static final Freshness NOTHING_YET = new Freshness(null, null, 0, Duration.ZERO);

    /// No picture has come yet and nothing has failed.
    public boolean isLoading() {
      return asOf == null && failure == null;
    }

    public boolean isStale() {
      return failure != null;
    }
  }

  private final PollTimer timer;
  private final FxThread fx;
  private final InstantSource clock;
  private final Duration pause;
  private final Callable<T> read;
  private final Consumer<T> apply;
  private final ReadOnlyObjectWrapper<Freshness> freshness =
      new ReadOnlyObjectWrapper<>(Freshness.NOTHING_YET);
  private Background.Pending planned = Background.Pending.NONE;
  private int generation;
  private boolean running;
  private boolean paused;

  public FxPoller(
      PollTimer timer,
      FxThread fx,
      InstantSource clock,
      Duration pause,
      Callable<T> read,
      Consumer<T> apply) {
    this.timer = timer;
    this.fx = fx;
    this.clock = clock;
    this.pause = pause;
    this.read = read;
    this.apply = apply;
  }

  @Override
  public ReadOnlyObjectProperty<Freshness> freshnessProperty() {
    return freshness.getReadOnlyProperty();
  }

  @Override
  public void start() {
    if (!running) {
      running = true;
      plan(Duration.ZERO);
    }
  }

  @Override
  public void stop() {
    running = false;
    generation++;
    planned.cancel();
  }

  /// Holds the picture still, or goes on.
  public void setPaused(boolean hold) {
    paused = hold;
    if (running && !hold) {
      refresh();
    }
  }

  @Override
  public void refresh() {
    if (running) {
      plan(Duration.ZERO);
    }
  }

  private void plan(Duration wait) {
    planned.cancel();
    int mine = ++generation;
    planned = timer.after(wait, () -> readAndApply(mine));
  }

  private void readAndApply(int mine) {
    try {
      T picture = read.call();
      Instant asOf = clock.instant();
      fx.run(() -> applied(mine, picture, asOf));
    } catch (Exception e) {
      fx.run(() -> failed(mine, e));
    }
  }

  private void applied(int mine, T picture, Instant asOf) {
    if (mine != generation) {
      return;
    }
    try {
      apply.accept(picture);
    } catch (RuntimeException e) {
      if (!freshness.get().isStale()) {
        LOG.error("a picture could not be drawn; the screen keeps the last one", e);
      }
      failed(mine, e);
      return;
    }
    freshness.set(new Freshness(asOf, null, 0, pause));
    next(pause);
  }

  private void failed(int mine, Exception failure) {
    if (mine != generation) {
      return;
    }
    Freshness before = freshness.get();
    int tries = before.tries() + 1;
    Duration wait = pause.multipliedBy(1L << Math.min(tries - 1, 8));
    wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    freshness.set(new Freshness(before.asOf(), failure, tries, wait));
    next(wait);
  }

  private void next(Duration wait) {
    if (running && !paused) {
      plan(wait);
    }
  }
}
