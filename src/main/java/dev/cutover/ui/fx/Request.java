package dev.cutover.ui.fx;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Something that is read when somebody asks for it and then stays: a page, a comparison. One
/// question at a time. A read that fails is tried again by itself, later each time, for as long as
/// the screen is in front, so that it is whole again soon after its server is. A question that can
/// never be answered ([IllegalArgumentException]) is not. All methods belong to the FX thread.
public final class Request implements Live {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Latest latest;
  private final PollTimer timer;
  private final FxThread fx;
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<FxPoller.Freshness> freshness =
      new ReadOnlyObjectWrapper<>(FxPoller.Freshness.NOTHING_YET);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private Background.Pending again = Background.Pending.NONE;
  private Runnable question = () -> {};
  private boolean inFront;

  public Request(Background background, PollTimer timer, FxThread fx, InstantSource clock) {
    this.latest = new Latest(background);
    this.timer = timer;
    this.fx = fx;
    this.clock = clock;
  }

  /// Asks, in place of what was asked before.
  ///
  /// @param onDone gets the answer
  /// @param onRefused gets why there can be none
  public <T> void ask(
      Callable<T> work, Consumer<T> onDone, Consumer<IllegalArgumentException> onRefused) {
    inFront = true;
    question = () -> put(work, onDone, onRefused);
    question.run();
  }

  private <T> void put(
      Callable<T> work, Consumer<T> onDone, Consumer<IllegalArgumentException> onRefused) {
    again.cancel();
    busy.set(true);
    latest.ask(
        work,
        answer -> {
          busy.set(false);
          freshness.set(new FxPoller.Freshness(clock.instant(), null, 0, Duration.ZERO));
          onDone.accept(answer);
        },
        failure -> {
          busy.set(false);
          if (failure instanceof IllegalArgumentException refused) {
            onRefused.accept(refused);
          } else {
            failed(failure);
          }
        });
  }

  private void failed(Exception failure) {
    FxPoller.Freshness before = freshness.get();
    int tries = before.tries() + 1;
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(tries - 1, 8));
    wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    freshness.set(new FxPoller.Freshness(before.asOf(), failure, tries, wait));
    if (inFront) {
      again = timer.after(wait, () -> fx.run(this::repeat));
    }
  }

  private void repeat() {
    if (inFront) {
      question.run();
    }
  }

  /// Asks once more what was asked last.
  @Override
  public void start() {
    inFront = true;
    question.run();
  }

  @Override
  public void stop() {
    inFront = false;
    again.cancel();
    latest.cancel();
    busy.set(false);
  }

  @Override
  public void refresh() {
    question.run();
  }

  /// True while an answer is awaited, not between two tries.
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyObjectProperty<FxPoller.Freshness> freshnessProperty() {
    return freshness.getReadOnlyProperty();
  }
}
