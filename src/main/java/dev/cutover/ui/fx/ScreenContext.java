package dev.cutover.ui.fx;

import dev.cutover.job.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/// What every screen is built with, beside the ports it shows.
///
/// @param clock for ages and stamps
/// @param explain words for a failure
public record ScreenContext(
    Views views,
    Overlays overlays,
    Times times,
    Background background,
    Activities activities,
    PollTimer timer,
    FxThread fx,
    InstantSource clock,
    Function<Exception, Problem> explain) {

  public Texts texts() {
    return views.texts();
  }

  /// For what is read when somebody asks for it.
  public Request request() {
    return new Request(background, timer, fx, clock);
  }

  public <T> FxPoller<T> poller(Duration pause, Callable<T> read, Consumer<T> apply) {
    return new FxPoller<>(timer, fx, clock, pause, read, apply);
  }
}
