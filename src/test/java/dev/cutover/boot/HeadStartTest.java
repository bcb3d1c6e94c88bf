package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.job.Problem;
import dev.cutover.ui.Acts;
import dev.cutover.ui.Connection;
import dev.cutover.ui.Connector;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.Environment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Servers that are opened before the window asks for them.
class HeadStartTest {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile boolean away;

  private final HeadStart start =
      HeadStart.of(
          new Connector() {
            @Override
            public Connection connect(Consumer<Step> step) throws Exception {
              opened.incrementAndGet();
              step.accept(Step.OPENING_DATABASE);
              begun.countDown();
              if (away) {
                throw new IOException("away");
              }
              return new Counted();
            }

            @Override
            public Problem explain(Exception failure) {
              return new Problem("test", failure.getMessage(), "");
            }
          });

  private final class Counted implements Connection {
    @Override
    public Environment environment() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ConsolePorts ports() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Acts acts() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void theFirstToAskGetsWhatWasBegunAndHearsHowFarItIs() throws Exception {
    start.begin();
    begun.await();
    List<Connector.Step> told = new ArrayList<>();
    start.connect(told::add).close();
    assertThat(opened).hasValue(1);
    assertThat(told).containsExactly(Connector.Step.OPENING_DATABASE);

    start.connect(_ -> {});
    assertThat(opened).hasValue(2);
  }

  @Test
  void aFailureIsThatOfTheServersAndTheNextTryIsANewOne() throws Exception {
    away = true;
    start.begin();
    assertThatThrownBy(() -> start.connect(_ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("away");
    away = false;
    start.connect(_ -> {}).close();
    assertThat(closed).hasValue(1);
  }

  @Test
  void whatNobodyAskedForIsClosedOnce() {
    start.begin();
    start.abandon();
    start.abandon();
    assertThat(closed).hasValue(1);
  }
}
