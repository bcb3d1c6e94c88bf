package dev.cutover.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the open jobs of one stage change: rates in and out, and when they will be done, out of
/// exact counts taken some time apart.
final class StageTrend {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration RATE_WINDOW = Duration.ofSeconds(15);
  private static final List<Duration> LOOKS_BACK =
      List.of(Duration.ofSeconds(20), Duration.ofSeconds(60), KEPT);

  /// Below this an estimate would be a guess.
  private static final Duration LEAST = Duration.ofSeconds(10);

  /// The slowest drain that is still one: a job in a hundred seconds.
  private static final double STANDING = 0.01;

  private static final double MARGIN = 0.15;

  private final Deque<Sample> samples = new ArrayDeque<>();

  /// @param begun jobs that ever were
  /// @param ended of these, those that are over
  private record Sample(Instant at, long begun, long ended) {
    long open() {
      return begun - ended;
    }
  }

  void add(Instant at, long begun, long ended) {
    if (!samples.isEmpty() && !at.isAfter(samples.getLast().at())) {
      return;
    }
    samples.addLast(new Sample(at, begun, ended));
    while (samples.getFirst().at().isBefore(at.minus(KEPT))) {
      samples.removeFirst();
    }
  }

  /// @param in jobs a second that came
  /// @param out jobs a second that ended
  record Rates(double in, double out) {}

  /// Empty before two counts were taken.
  Optional<Rates> rates() {
    Sample from = since(RATE_WINDOW);
    if (from == null) {
      return Optional.empty();
    }
    Sample to = samples.getLast();
    double seconds = seconds(from, to);
    // A redriven job is open again, which is no negative rate.
    return Optional.of(
        new Rates(
            Math.max(0, (to.begun() - from.begun()) / seconds),
            Math.max(0, (to.ended() - from.ended()) / seconds)));
  }

  Drain drain() {
    if (samples.isEmpty()) {
      return new Drain.Unknown();
    }
    Sample to = samples.getLast();
    if (to.open() == 0) {
      return new Drain.Empty();
    }
    List<Double> slopes = new ArrayList<>();
    for (Duration back : LOOKS_BACK) {
      Sample from = since(back);
      if (from != null && Duration.between(from.at(), to.at()).compareTo(LEAST) >= 0) {
        slopes.add((from.open() - to.open()) / seconds(from, to));
      }
    }
    if (slopes.isEmpty()) {
      return new Drain.Estimating();
    }
    double latest = slopes.getFirst();
    if (latest < STANDING) {
      return new Drain.NotDraining(latest < -STANDING);
    }
    double fastest = slopes.stream().mapToDouble(s -> s).max().orElse(latest);
    double slowest = slopes.stream().mapToDouble(s -> s).min().orElse(latest);
    return new Drain.Draining(
        duration(to.open() / fastest * (1 - MARGIN)),
        slowest < STANDING ? null : duration(to.open() / slowest * (1 + MARGIN)));
  }

  /// The oldest sample that is no older than this; null when it is the newest too.
  private @Nullable Sample since(Duration back) {
    if (samples.size() < 2) {
      return null;
    }
    Instant earliest = samples.getLast().at().minus(back);
    for (Iterator<Sample> each = samples.iterator(); each.hasNext(); ) {
      Sample sample = each.next();
      if (!sample.at().isBefore(earliest)) {
        return each.hasNext() ? sample : null;
      }
    }
    return null;
  }

  private static double seconds(Sample from, Sample to) {
    return Math.max(0.001, Duration.between(from.at(), to.at()).toNanos() / 1e9);
  }

  private static Duration duration(double seconds) {
    return Duration.ofSeconds((long) Math.ceil(seconds));
  }
}
