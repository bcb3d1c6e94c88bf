package dev.cutover.job;

/// A row of `etl_job_queue`. Positive, 64 bit.
public record JobId(long value) implements Comparable<JobId> {
  public JobId {
    if (value <= 0) {
      throw new IllegalArgumentException("JobId must be positive: " + value);
    }
  }

  @Override
  public int compareTo(JobId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
