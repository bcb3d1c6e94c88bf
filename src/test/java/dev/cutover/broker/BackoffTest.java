package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));

  @Test
  void pausesDoubleUpToTheBoundWithJitter() {
    for (long full : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
      assertThat(backoff.next().toMillis()).isBetween(full / 2, full);
    }
  }

  @Test
  void aThousandFailuresDoNotOverflow() {
    Set<Duration> pauses = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      pauses.add(backoff.next());
    }
    assertThat(pauses).allMatch(p -> p.compareTo(Duration.ofSeconds(30)) <= 0);
    assertThat(pauses).hasSizeGreaterThan(100);
  }

  @Test
  void aResetBeginsAnew() {
    for (int i = 0; i < 10; i++) {
      backoff.next();
    }
    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }
}
