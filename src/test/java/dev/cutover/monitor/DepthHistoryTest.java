package dev.cutover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthHistoryTest {
  private static final Instant BEGIN = Instant.parse("2026-11-23T20:00:00Z");

  private final DepthHistory history = new DepthHistory();

  @Test
  void aQuarterOfAnHourIsKeptBySecond() {
    for (int second = 0; second < 900; second++) {
      history.add(BEGIN.plusSeconds(second), second);
    }
    assertThat(history.points(BEGIN, BEGIN.plusSeconds(900), 900)).hasSize(900);
  }

  @Test
  void aPeakOfOneSecondIsSeenInTheWholeNight() {
    int night = 24 * 3600;
    for (int second = 0; second < night; second++) {
      history.add(BEGIN.plusSeconds(second), second == 5_000 ? 777 : 1);
    }
    List<DepthPoint> points = history.points(BEGIN, BEGIN.plusSeconds(night), 600);
    assertThat(points).hasSizeLessThanOrEqualTo(600).hasSizeGreaterThan(300);
    assertThat(points.stream().mapToDouble(DepthPoint::greatest).max()).hasValue(777);
    assertThat(points.stream().mapToDouble(DepthPoint::least).max()).hasValue(1);
    assertThat(points.getFirst().millis()).isEqualTo(BEGIN.toEpochMilli());
  }

  @Test
  void theFinestResolutionThatReachesBackIsTaken() {
    for (int second = 0; second < 7200; second++) {
      history.add(BEGIN.plusSeconds(second), second);
    }
    Instant end = BEGIN.plusSeconds(7199);
    assertThat(history.points(end.minusSeconds(600), end, 10_000)).hasSize(601);
    assertThat(history.points(end.minusSeconds(3600), end, 10_000)).hasSizeBetween(360, 362);
    assertThat(history.points(BEGIN, end, 10_000)).hasSizeBetween(720, 721);
  }

  @Test
  void aGrowingRingWidensAndForgetsNothing() {
    DepthRing ring = new DepthRing(1_000, 8, true);
    for (int second = 0; second < 100; second++) {
      ring.add(second * 1_000L, second);
    }
    List<DepthPoint> points = new ArrayList<>();
    ring.collect(0, 100_000, points);
    assertThat(ring.size()).isLessThanOrEqualTo(8);
    assertThat(ring.width()).isEqualTo(16_000);
    assertThat(points.getFirst().least()).isZero();
    assertThat(points.getLast().greatest()).isEqualTo(99);
    assertThat(points).isSortedAccordingTo((a, b) -> Long.compare(a.millis(), b.millis()));
  }

  @Test
  void aClockThatIsSetBackAddsToTheNewestSlot() {
    history.add(BEGIN.plusSeconds(60), 5);
    history.add(BEGIN, 9);
    List<DepthPoint> points = history.points(BEGIN, BEGIN.plusSeconds(60), 100);
    assertThat(points).hasSize(1);
    assertThat(points.getFirst().greatest()).isEqualTo(9);
  }
}
