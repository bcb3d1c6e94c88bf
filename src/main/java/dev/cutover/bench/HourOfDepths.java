package dev.cutover.bench;

import dev.cutover.job.Stage;
import dev.cutover.monitor.DepthProbe;
import dev.cutover.monitor.QueueDepths;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Depths of six queues, a sample a second for an hour, up to now.
final class HourOfDepths {
  private static final int SAMPLES = 3_600;
  private static final int DEEPEST = 5_000;

  private HourOfDepths() {}

  /// @param clock for the samples after the hour
  static QueueDepths make(InstantSource clock) throws InterruptedException {
    Instant end = clock.instant();
    Instant[] now = {end.minus(Duration.ofSeconds(SAMPLES))};
    boolean[] live = {false};
    QueueDepths depths =
        new QueueDepths(
            new RandomDepths(), null, List::of, () -> live[0] ? clock.instant() : now[0]);
    for (int second = 0; second < SAMPLES; second++) {
      now[0] = now[0].plusSeconds(1);
      depths.sample();
    }
    live[0] = true;
    return depths;
  }

  private static final class RandomDepths implements DepthProbe {
    private final Random random = new Random(7);

    @Override
    public List<Reading> read() {
      List<Reading> readings = new ArrayList<>();
      for (Stage stage : Stage.values()) {
        readings.add(reading(stage.queue(), stage, false));
        readings.add(reading(stage.queue() + ".dead", stage, true));
      }
      return readings;
    }

    private Reading reading(String queue, Stage stage, boolean dead) {
      return new Reading(
          queue, stage, dead, Optional.of(new Counted(random.nextInt(DEEPEST), 1, false)));
    }

    @Override
    public void close() {}
  }
}
