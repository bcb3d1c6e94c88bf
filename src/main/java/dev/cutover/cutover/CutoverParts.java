package dev.cutover.cutover;

import dev.cutover.job.Problem;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What a run is made of.
///
/// @param steps those of the plan, and [StepName#RESTORE] where there is one
/// @param explain what an exception of an adapter means to a person
public record CutoverParts(
    FrozenPlan plan,
    List<Step> steps,
    Journal journal,
    RunLock lock,
    EpochFence fence,
    TargetProbe probe,
    Function<Exception, Problem> explain,
    String actor,
    InstantSource clock) {

  public CutoverParts {
    steps = List.copyOf(steps);
  }

  Map<StepName, Step> byName() {
    Map<StepName, Step> byName = new EnumMap<>(StepName.class);
    steps.forEach(step -> byName.put(step.name(), step));
    for (StepName each : plan.plan().steps()) {
      if (!byName.containsKey(each)) {
        throw new RunRefused(
            new Problem(
                "plan.unknown_step",
                "This program cannot carry out the step "
                    + each.word()
                    + " of the plan. Nothing"
                    + " was done.",
                "Use the version of the program that made the plan."));
      }
    }
    return byName;
  }
}
