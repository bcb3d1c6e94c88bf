package dev.cutover.job;

/// A row of `tenants`. Positive; ids of the platform are 32 bit, the pipeline's own 64 bit.
public record TenantId(long value) implements Comparable<TenantId> {
  public TenantId {
    if (value <= 0) {
      throw new IllegalArgumentException("TenantId must be positive: " + value);
    }
  }

  @Override
  public int compareTo(TenantId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
