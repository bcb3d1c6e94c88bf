package dev.cutover.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// How fast something counts up, and when it will be through. The rate is an exponentially weighted
/// mean over about [#MEMORY], so that one slow second does not make the estimate jump.
public final class Pace {
  private static final Duration MEMORY = Duration.ofSeconds(10);
  private static final Duration ENOUGH = Duration.ofSeconds(3);

  private @Nullable Instant first;
  private @Nullable Instant last;
  private long lastDone;
  private double rate;
  private double spread;

  /// The counter stood at `done` at `at`. A counter that went back begins anew.
  public void observe(Instant at, long done) {
    Instant before = last;
    if (before == null || done < lastDone) {
      first = at;
      last = at;
      lastDone = done;
      rate = 0;
      spread = 0;
      return;
    }
    double seconds = Duration.between(before, at).toNanos() / 1e9;
    if (seconds <= 0) {
      return;
    }
    double now = (done - lastDone) / seconds;
    boolean isFirst = before.equals(first);
    double weight = isFirst ? 1 : 1 - Math.exp(-seconds / (MEMORY.toNanos() / 1e9));
    spread += weight * (Math.abs(now - rate) - spread);
    if (isFirst) {
      spread = now / 4;
    }
    rate += weight * (now - rate);
    last = at;
    lastDone = done;
  }

  /// Units a second; empty until two looks.
  public OptionalDouble rate() {
    Instant begun = first;
    Instant seen = last;
    return begun == null || seen == null || begun.equals(seen)
        ? OptionalDouble.empty()
        : OptionalDouble.of(rate);
  }

  /// From when to when the rest will take; empty while that cannot be said: too early, or nothing
  /// moves.
  public Optional<Range> left(long remaining) {
    Instant begun = first;
    Instant seen = last;
    if (begun == null || seen == null || remaining <= 0 || rate < 0.01) {
      return Optional.empty();
    }
    if (Duration.between(begun, seen).compareTo(ENOUGH) < 0) {
      return Optional.empty();
    }
    double doubt = Math.min(spread, rate / 2);
    return Optional.of(
        new Range(seconds(remaining / (rate + doubt)), seconds(remaining / (rate - doubt))));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofSeconds(Math.max(1, Math.round(Math.min(seconds, 1e9))));
  }

  /// Never a false second: at least so long, at most so long.
  public record Range(Duration least, Duration most) {}
}
