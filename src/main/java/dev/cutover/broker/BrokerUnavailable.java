package dev.cutover.broker;

import dev.cutover.job.Problem;

/// The broker could not be asked.
public final class BrokerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  BrokerUnavailable(Problem problem, Throwable cause) {
    super(problem.what(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
