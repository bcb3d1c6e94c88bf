package dev.cutover.job;

/// A row of `etl_run`. Positive, 64 bit.
public record RunId(long value) implements Comparable<RunId> {
  public RunId {
    if (value <= 0) {
      throw new IllegalArgumentException("RunId must be positive: " + value);
    }
  }

  @Override
  public int compareTo(RunId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
