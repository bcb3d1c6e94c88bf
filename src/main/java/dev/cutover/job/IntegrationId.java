package dev.cutover.job;

/// A row of `integrations`. Positive; ids of the platform are 32 bit, the pipeline's own 64 bit.
public record IntegrationId(long value) implements Comparable<IntegrationId> {
  public IntegrationId {
    if (value <= 0) {
      throw new IllegalArgumentException("IntegrationId must be positive: " + value);
    }
  }

  @Override
  public int compareTo(IntegrationId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
