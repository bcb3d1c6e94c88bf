package dev.cutover.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Time passes when the test says so: what is planned lies in `planned` until then.
class FxPollerTest {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Instant NOW = Instant.parse("2026-11-24T20:00:00Z");

  private record Planned(Duration pause, Runnable read) {}

  private @Nullable Planned planned;
  private Callable<String> read = () -> "a picture";
  private final List<String> applied = new ArrayList<>();
  private final List<Runnable> onFx = new ArrayList<>();

  private final FxPoller<String> poller =
      new FxPoller<>(
          new PollTimer() {
            @Override
            public Background.Pending after(Duration pause, Runnable read) {
              Planned mine = new Planned(pause, read);
              planned = mine;
              return () -> planned = planned == mine ? null : planned;
            }

            @Override
            public void close() {}
          },
          onFx::add,
          () -> NOW,
          PAUSE,
          () -> read.call(),
          picture -> {
            if (picture.isEmpty()) {
              throw new IllegalStateException("nothing to draw");
            }
            applied.add(picture);
          });

  private Duration wait(@Nullable Planned what) {
    assertThat(what).isNotNull();
    return what.pause();
  }

  /// The read that is planned runs; its answer waits for the FX thread.
  private void elapse() {
    Planned due = planned;
    assertThat(due).isNotNull();
    planned = null;
    due.read().run();
  }

  private void drainFx() {
    List<Runnable> due = List.copyOf(onFx);
    onFx.clear();
    due.forEach(Runnable::run);
  }

  private void beat() {
    elapse();
    drainFx();
  }

  @Test
  void theNextReadIsPlannedOnlyWhenTheLastIsDrawn() {
    poller.start();
    elapse();
    assertThat(planned).isNull();
    drainFx();
    assertThat(applied).containsExactly("a picture");
    assertThat(wait(planned)).isEqualTo(PAUSE);
    assertThat(poller.freshnessProperty().get().asOf()).isEqualTo(NOW);
  }

  @Test
  void aFailedReadLeavesTheLastPictureAndIsTriedAgainLaterEachTime() {
    poller.start();
    beat();
    read =
        () -> {
          throw new IOException("the server is away");
        };
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      beat();
      pauses.add(wait(planned));
    }
    assertThat(applied).hasSize(1);
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(2L, 4L, 8L, 10L, 10L);
    assertThat(poller.freshnessProperty().get().isStale()).isTrue();
    assertThat(poller.freshnessProperty().get().asOf()).isEqualTo(NOW);
    read = () -> "it is back";
    beat();
    assertThat(poller.freshnessProperty().get().tries()).isZero();
    assertThat(applied).endsWith("it is back");
  }

  /// A screen that stands still without a word would be taken for a system that stands still.
  @Test
  void aPictureThatCannotBeDrawnIsToldAndTheScreenGoesOn() {
    poller.start();
    read = () -> "";
    beat();
    assertThat(poller.freshnessProperty().get().failure()).hasMessage("nothing to draw");
    read = () -> "a better one";
    beat();
    assertThat(applied).containsExactly("a better one");
    assertThat(poller.freshnessProperty().get().isStale()).isFalse();
  }

  @Test
  void nothingIsDrawnAfterAStopNorTwiceAfterARefresh() {
    poller.start();
    elapse();
    poller.stop();
    drainFx();
    assertThat(applied).isEmpty();
    assertThat(planned).isNull();

    poller.start();
    elapse();
    poller.refresh();
    drainFx();
    assertThat(applied).isEmpty();
    beat();
    assertThat(applied).hasSize(1);
  }

  @Test
  void aHeldPictureIsReadOnceOnRequestAndLiveAgainWhenLetGo() {
    poller.start();
    beat();
    poller.setPaused(true);
    beat();
    assertThat(planned).isNull();
    poller.refresh();
    beat();
    assertThat(planned).isNull();
    poller.setPaused(false);
    beat();
    assertThat(planned).isNotNull();
    assertThat(applied).hasSize(4);
  }
}
