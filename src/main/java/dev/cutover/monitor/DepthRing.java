package dev.cutover.monitor;

import java.util.List;

/// Least and greatest values by slots of time, in a fixed amount of memory. A ring forgets its
/// oldest slot when it is full; a growing one makes its slots twice as wide instead and so keeps
/// the whole time.
final class DepthRing {
  private final long[] slots;
  private final double[] least;
  private final double[] greatest;
  private final boolean growing;
  private long width;
  private int first;
  private int size;

  /// @param width milliseconds of a slot
  DepthRing(long width, int capacity, boolean growing) {
    this.width = width;
    this.growing = growing;
    this.slots = new long[capacity];
    this.least = new double[capacity];
    this.greatest = new double[capacity];
  }

  void add(long millis, double value) {
    if (growing && size == slots.length && millis / width > slots[at(size - 1)]) {
      widen();
    }
    long slot = millis / width;
    int last = size == 0 ? -1 : at(size - 1);
    // A clock that was set back adds to the newest slot: time never goes backwards in a chart.
    if (last >= 0 && slot <= slots[last]) {
      least[last] = Math.min(least[last], value);
      greatest[last] = Math.max(greatest[last], value);
      return;
    }
    if (size == slots.length) {
      first = (first + 1) % slots.length;
      size--;
    }
    put(size++, slot, value, value);
  }

  private void widen() {
    width *= 2;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int from = at(i);
      long slot = slots[from] / 2;
      int last = at(Math.max(0, kept - 1));
      if (kept > 0 && slots[last] == slot) {
        least[last] = Math.min(least[last], least[from]);
        greatest[last] = Math.max(greatest[last], greatest[from]);
      } else {
        put(kept++, slot, least[from], greatest[from]);
      }
    }
    size = kept;
  }

  private void put(int index, long slot, double low, double high) {
    int to = at(index);
    slots[to] = slot;
    least[to] = low;
    greatest[to] = high;
  }

  private int at(int index) {
    return (first + index) % slots.length;
  }

  /// True when nothing at or after `millis` was forgotten.
  boolean reachesBackTo(long millis) {
    return growing || size < slots.length || slots[at(0)] * width <= millis;
  }

  /// Adds the slots of `from` to `to` to `points`.
  void collect(long from, long to, List<DepthPoint> points) {
    for (int i = 0; i < size; i++) {
      int index = at(i);
      long millis = slots[index] * width;
      if (millis + width > from && millis <= to) {
        points.add(new DepthPoint(millis, least[index], greatest[index]));
      }
    }
  }

  int size() {
    return size;
  }

  long width() {
    return width;
  }
}
