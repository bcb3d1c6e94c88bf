package dev.cutover.cutover;

import dev.cutover.check.Finding;
import dev.cutover.job.Problem;
import java.util.List;

/// How a piece of work on a step ended.
sealed interface StepEnd {
  record Done() implements StepEnd {}

  /// A check before it failed; nothing of the step was done.
  record Refused(StepName step, List<Finding> findings) implements StepEnd {}

  record Failed(StepName step, Problem problem) implements StepEnd {}

  record Asks(DecisionNeeded decision) implements StepEnd {}

  record Cancelled(StepName step) implements StepEnd {}

  Done DONE = new Done();
}
