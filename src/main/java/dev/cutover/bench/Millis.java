package dev.cutover.bench;

import java.util.ArrayList;
import java.util.List;

/// What was measured several times, in milliseconds.
public record Millis(List<Double> each) {
  public Millis {
    each = each.stream().sorted().toList();
    if (each.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  public double median() {
    return each.get(each.size() / 2);
  }

  public double longest() {
    return each.getLast();
  }

  static Millis of(int rounds, Runnable work) {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      all.add(took(work));
    }
    return new Millis(all);
  }

  static double took(Runnable work) {
    long begun = System.nanoTime();
    work.run();
    return (System.nanoTime() - begun) / 1e6;
  }
}
