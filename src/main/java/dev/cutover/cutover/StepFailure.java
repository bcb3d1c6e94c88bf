package dev.cutover.cutover;

import dev.cutover.job.Problem;

/// A step could not go on; the state that is left and what to do are in the problem.
public final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public StepFailure(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  public StepFailure(Problem problem, Throwable cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
