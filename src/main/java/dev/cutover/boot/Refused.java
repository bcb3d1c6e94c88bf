package dev.cutover.boot;

import dev.cutover.job.Problem;

/// The program will not do what was asked. Says why, in what state things are, and what to do;
/// carries the exit status of the command line.
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final int status;

  public Refused(int status, Problem problem) {
    super(problem.what());
    this.status = status;
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }

  public int status() {
    return status;
  }
}
