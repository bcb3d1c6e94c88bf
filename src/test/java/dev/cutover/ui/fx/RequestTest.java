package dev.cutover.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.DirectBackground;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Time passes when the test says so: what is tried again lies in `planned` until then.
class RequestTest {
  private Instant now = Instant.parse("2026-11-24T20:00:00Z");
  private final List<Duration> waits = new ArrayList<>();
  private @Nullable Runnable planned;

  private final Request request =
      new Request(
          new DirectBackground(),
          new PollTimer() {
            @Override
            public Background.Pending after(Duration pause, Runnable read) {
              waits.add(pause);
              planned = read;
              return () -> planned = null;
            }

            @Override
            public void close() {}
          },
          Runnable::run,
          () -> now);

  private Callable<String> read = () -> "a page";
  private final List<String> shown = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  private void ask() {
    request.ask(() -> read.call(), shown::add, wrong -> refused.add(wrong.getMessage()));
  }

  private void elapse() {
    Runnable due = planned;
    assertThat(due).isNotNull();
    planned = null;
    due.run();
  }

  @Test
  void whatCameStaysAndAFailedReadIsTriedAgainUntilItWorks() {
    ask();
    Instant first = now;
    assertThat(planned).as("nothing is read unasked").isNull();
    read =
        () -> {
          throw new IOException("the server is away");
        };
    now = now.plusSeconds(60);
    request.refresh();
    for (int i = 0; i < 5; i++) {
      elapse();
    }
    assertThat(shown).containsExactly("a page");
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    assertThat(request.freshnessProperty().get().isStale()).isTrue();
    assertThat(request.freshnessProperty().get().asOf()).isEqualTo(first);
    assertThat(request.busyProperty().get()).isFalse();
    read = () -> "it is back";
    elapse();
    assertThat(shown).containsExactly("a page", "it is back");
    assertThat(request.freshnessProperty().get().isStale()).isFalse();
    assertThat(planned).isNull();
  }

  @Test
  void aQuestionThatNobodyCanAnswerIsRefusedOnceAndNotRepeated() {
    read =
        () -> {
          throw new IllegalArgumentException("no path");
        };
    ask();
    assertThat(refused).containsExactly("no path");
    assertThat(planned).isNull();
    assertThat(request.freshnessProperty().get().isStale()).isFalse();
  }

  @Test
  void aScreenThatIsNotInFrontTriesNothing() {
    read =
        () -> {
          throw new IOException("the server is away");
        };
    ask();
    assertThat(planned).isNotNull();
    request.stop();
    assertThat(planned).isNull();
    request.start();
    assertThat(planned).isNotNull();
  }
}
