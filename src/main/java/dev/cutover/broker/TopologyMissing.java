package dev.cutover.broker;

import dev.cutover.job.Problem;

/// Part of the topology is missing at the broker and cannot be created by us. The supervisor shows
/// it and tries again after a long pause.
final class TopologyMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  TopologyMissing(Problem problem) {
    super(problem.what(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
