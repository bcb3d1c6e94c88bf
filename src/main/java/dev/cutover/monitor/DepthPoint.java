package dev.cutover.monitor;

import java.util.ArrayList;
import java.util.List;

/// The least and the greatest value in a stretch of time.
///
/// @param millis its beginning, since 1970 in UTC
public record DepthPoint(long millis, double least, double greatest) {

  /// So many columns of equal width at the most; no peak and no low is lost. The columns stand
  /// still while time goes on: over the same length, what was reduced a second ago is the same now
  /// but for its two ends.
  ///
  /// @param points in the order of time
  public static List<DepthPoint> reduced(List<DepthPoint> points, long from, long to, int columns) {
    if (points.size() <= columns || to <= from) {
      return List.copyOf(points);
    }
    List<DepthPoint> reduced = new ArrayList<>(columns);
    // Two fewer: the columns at both ends reach beyond.
    long width = Math.ceilDiv(to - from, Math.max(1, columns - 2));
    long column = Long.MIN_VALUE;
    for (DepthPoint point : points) {
      long mine = Math.floorDiv(point.millis(), width);
      if (mine == column) {
        DepthPoint so = reduced.removeLast();
        reduced.add(
            new DepthPoint(
                so.millis(),
                Math.min(so.least(), point.least()),
                Math.max(so.greatest(), point.greatest())));
      } else {
        reduced.add(point);
        column = mine;
      }
    }
    return List.copyOf(reduced);
  }
}
