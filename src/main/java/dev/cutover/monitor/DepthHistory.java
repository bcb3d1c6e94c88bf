package dev.cutover.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One measure of one queue since the sampling began: by the second for 15 minutes, by ten seconds
/// for six hours, and the whole time in slots that become wider as it grows. About 110 kilobytes,
/// however long it runs.
final class DepthHistory {
  private static final int QUARTER_HOUR = 15 * 60;
  private static final int SIX_HOURS = 6 * 360;
  private static final int WHOLE = 1440;

  private final DepthRing fine = new DepthRing(1_000, QUARTER_HOUR, false);
  private final DepthRing middle = new DepthRing(10_000, SIX_HOURS, false);
  private final DepthRing whole = new DepthRing(15_000, WHOLE, true);

  void add(Instant at, double value) {
    long millis = at.toEpochMilli();
    fine.add(millis, value);
    middle.add(millis, value);
    whole.add(millis, value);
  }

  /// In the finest resolution that reaches back to `from`.
  List<DepthPoint> points(Instant from, Instant to, int columns) {
    long begin = from.toEpochMilli();
    long end = to.toEpochMilli();
    DepthRing ring =
        fine.reachesBackTo(begin) ? fine : middle.reachesBackTo(begin) ? middle : whole;
    List<DepthPoint> points = new ArrayList<>();
    ring.collect(begin, end, points);
    return DepthPoint.reduced(points, begin, end, columns);
  }
}
