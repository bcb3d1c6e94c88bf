package dev.cutover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StageTrendTest {
  private static final Instant BEGIN = Instant.parse("2026-11-23T20:00:00Z");

  private final StageTrend trend = new StageTrend();

  private void second(int second, long begun, long ended) {
    trend.add(BEGIN.plusSeconds(second), begun, ended);
  }

  @Test
  void nothingIsKnownBeforeTheFirstCount() {
    assertThat(trend.drain()).isInstanceOf(Drain.Unknown.class);
    assertThat(trend.rates()).isEmpty();
  }

  @Test
  void noOpenJobIsEmptyAtOnce() {
    second(0, 7, 7);
    assertThat(trend.drain()).isInstanceOf(Drain.Empty.class);
  }

  @Test
  void aShortLookIsNoEstimate() {
    second(0, 100, 0);
    second(9, 100, 90);
    assertThat(trend.drain()).isInstanceOf(Drain.Estimating.class);
    assertThat(trend.rates().orElseThrow().out()).isEqualTo(10);
  }

  @Test
  void aSteadyDrainIsARangeAroundTheTruth() {
    for (int second = 0; second <= 30; second++) {
      second(second, 1000, second * 10L);
    }
    assertThat(trend.drain())
        .isInstanceOfSatisfying(
            Drain.Draining.class,
            drain -> {
              assertThat(drain.least()).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(70));
              assertThat(drain.most()).isBetween(Duration.ofSeconds(70), Duration.ofSeconds(90));
            });
  }

  @Test
  void whatComesInCountsAgainstTheDrain() {
    for (int second = 0; second <= 20; second++) {
      second(second, 1000 + second * 8L, second * 10L);
    }
    StageTrend.Rates rates = trend.rates().orElseThrow();
    assertThat(rates.in()).isEqualTo(8);
    assertThat(rates.out()).isEqualTo(10);
    Drain.Draining drain = (Drain.Draining) trend.drain();
    assertThat(drain.least()).isGreaterThan(Duration.ofSeconds(300));
  }

  @Test
  void moreComingThanGoingIsGrowing() {
    for (int second = 0; second <= 20; second++) {
      second(second, 1000 + second * 20L, second * 10L);
    }
    assertThat(trend.drain()).isEqualTo(new Drain.NotDraining(true));
  }

  @Test
  void aStandstillIsNotDraining() {
    second(0, 1000, 500);
    second(15, 1000, 500);
    assertThat(trend.drain()).isEqualTo(new Drain.NotDraining(false));
  }

  @Test
  void aDrainThatHasJustBegunMayTakeAnyTime() {
    for (int second = 0; second <= 60; second++) {
      second(second, 1000 + Math.min(second, 40) * 20L, Math.max(0, second - 40) * 10L);
    }
    Drain.Draining drain = (Drain.Draining) trend.drain();
    assertThat(drain.most()).isNull();
  }

  @Test
  void jobsThatLiveAgainAreNoNegativeRate() {
    second(0, 100, 100);
    second(5, 100, 40);
    assertThat(trend.rates().orElseThrow().out()).isZero();
  }

  @Test
  void aClockThatIsSetBackIsPassedOver() {
    second(10, 100, 0);
    second(5, 100, 50);
    assertThat(trend.rates()).isEmpty();
  }
}
