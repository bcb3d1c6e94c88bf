package dev.cutover.bench;

import java.util.List;

/// What was measured several times, in things a second.
public record Rates(List<Double> each) {
  public Rates {
    each = List.copyOf(each);
    if (each.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  public double median() {
    List<Double> sorted = each.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
