package dev.cutover.cutover;

import dev.cutover.job.Problem;

/// The engine will not act: wrong server, held by another, damaged journal, edited plan. Nothing
/// was changed.
public final class RunRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public RunRefused(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  public RunRefused(Problem problem, Throwable cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
