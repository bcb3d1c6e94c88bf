package dev.cutover.cutover.step;

import dev.cutover.cutover.CutoverPlan;
import java.time.Duration;

/// How long a step waits, by options of the plan.
final class Bounds {
  private Bounds() {}

  /// For jobs of the old service that are under way.
  static Duration drain(CutoverPlan plan) {
    return Duration.parse(plan.option("drain.bound", "PT30M"));
  }

  /// For the old service to start or to stop.
  static Duration service(CutoverPlan plan) {
    return Duration.parse(plan.option("service.bound", "PT2M"));
  }
}
