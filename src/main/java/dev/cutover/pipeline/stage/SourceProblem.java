package dev.cutover.pipeline.stage;

import dev.cutover.job.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The source did not give a page.
public final class SourceProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What follows for the job.
  public enum Kind {
    /// The source named a time before which it must not be called: snooze, no attempt counted.
    RATE_LIMITED,
    /// Worth another try (5xx, cut connection, truncated answer): retry with backoff.
    TRANSIENT,
    /// A person must act (credentials, address, rights, data): dead at once.
    PERMANENT
  }

  private final Kind kind;
  private final transient Problem problem;
  private final @Nullable Duration retryAfter;

  public SourceProblem(
      Kind kind, Problem problem, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(problem.what(), cause);
    this.kind = kind;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  public Problem problem() {
    return problem;
  }

  /// How long not to call the source, only with RATE_LIMITED.
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
