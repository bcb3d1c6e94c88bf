package dev.cutover.cutover.backup;

import dev.cutover.cutover.backup.BackupProgress.Left;
import dev.cutover.cutover.backup.BackupProgress.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Counts bytes by table while phases go on, and says how long the rest takes: a range, for it is
/// an estimate. Safe for several threads.
final class BackupMeter {
  private static final double SECONDS_REMEMBERED = 10;
  private static final double ESTIMATE_AFTER_SECONDS = 5;
  private static final double ESTIMATE_AFTER_SHARE = 0.03;
  private static final double UNKNOWN_PHASE = 0.5;

  private final BackupWatch watch;
  private final LongSupplier nanos;
  private final Map<String, Long> sizes = new LinkedHashMap<>();
  private final Map<String, Long> copied = new LinkedHashMap<>();
  private final Map<Phase, Long> spent = new EnumMap<>(Phase.class);
  private Phase phase = Phase.DUMP;
  private String table = "";
  private int passes = 1;
  private int later;
  private long read;
  private long begun;
  private long lastAt;
  private long lastDone;
  private double rate;
  private double spread = UNKNOWN_PHASE;

  /// @param nanos monotonic clock
  BackupMeter(BackupWatch watch, LongSupplier nanos) {
    this.watch = watch;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.lastAt = begun;
  }

  /// What the tables are thought to have, until they were read.
  synchronized void tables(Map<String, Long> bytesByTable) {
    sizes.clear();
    sizes.putAll(bytesByTable);
  }

  /// A phase begins.
  ///
  /// @param times how often each byte is handled in it
  /// @param phasesLater how many like it follow, for the time that is left
  synchronized void begin(Phase next, int times, int phasesLater) {
    close();
    phase = next;
    passes = times;
    later = phasesLater;
    copied.clear();
    table = "";
    read = 0;
    begun = nanos.getAsLong();
    lastAt = begun;
    lastDone = 0;
    rate = 0;
    spread = UNKNOWN_PHASE;
    tell();
  }

  /// What a child process has copied of a table so far.
  synchronized void at(String name, long bytes) {
    table = name;
    copied.merge(name, bytes, Math::max);
  }

  /// A child process has come to a table: those before it are complete.
  synchronized void reached(String name) {
    copied.replaceAll((each, bytes) -> sizes.getOrDefault(each, bytes));
    at(name, 0);
  }

  /// Bytes that were read here.
  synchronized void read(long bytes) {
    read += bytes;
  }

  /// A table was read to its end: its size is known now.
  synchronized void known(String name, long bytes) {
    sizes.put(name, bytes);
    if (phase == Phase.COMPARE || phase == Phase.FILES) {
      table = name;
      copied.put(name, 0L);
    }
  }

  /// Tells whoever watches; called on a beat.
  synchronized void tell() {
    long now = nanos.getAsLong();
    long done = done();
    double seconds = (now - lastAt) / 1e9;
    if (seconds > 0.1) {
      double current = (done - lastDone) / seconds;
      double weight = rate == 0 ? 1 : 1 - Math.exp(-seconds / SECONDS_REMEMBERED);
      double off = rate == 0 ? UNKNOWN_PHASE : Math.min(1, Math.abs(current - rate) / rate);
      spread += weight * (off - spread);
      rate += weight * (current - rate);
      lastAt = now;
      lastDone = done;
    }
    watch.at(
        new BackupProgress(
            phase, table, copied.size(), sizes.size(), done, total(), rate, left(now, done)));
  }

  private long done() {
    long sum = read;
    for (Map.Entry<String, Long> each : copied.entrySet()) {
      sum += Math.min(each.getValue(), sizes.getOrDefault(each.getKey(), each.getValue()));
    }
    return sum;
  }

  private long total() {
    return Math.max(done(), passes * sizes.values().stream().mapToLong(Long::longValue).sum());
  }

  private @Nullable Left left(long now, long done) {
    double share = done / (double) Math.max(1, total());
    if (rate <= 0 || (now - begun) / 1e9 < ESTIMATE_AFTER_SECONDS || share < ESTIMATE_AFTER_SHARE) {
      return null;
    }
    double here = (total() - done) / rate;
    double behind = later * (total() / rate) * UNKNOWN_PHASE;
    double around = Math.clamp(spread, 0.1, 0.6);
    return new Left(
        millis(here * (1 - around) + behind * 0.5), millis(here * (1 + around) + behind * 1.8));
  }

  private static Duration millis(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private void close() {
    spent.merge(phase, (nanos.getAsLong() - begun) / 1_000_000, Long::sum);
  }

  /// How long each phase took, by its name.
  synchronized Map<String, Long> milliseconds() {
    close();
    begun = nanos.getAsLong();
    Map<String, Long> times = new LinkedHashMap<>();
    spent.forEach((each, time) -> times.put(each.name().toLowerCase(java.util.Locale.ROOT), time));
    return times;
  }
}
