package dev.cutover.pipeline;

import dev.cutover.job.Problem;

/// The broker could not be asked.
public final class BrokerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public BrokerUnavailable(Problem problem, Throwable cause) {
    super(problem.what(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
