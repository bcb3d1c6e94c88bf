package dev.cutover.cutover.step;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepName;
import java.time.Duration;

/// Cards whose time is the measured one where there is one.
final class Cards {
  private Cards() {}

  static StepCard of(
      CutoverPlan plan, StepName name, String title, String why, Duration usual, String wayBack) {
    Duration measured = plan.estimates().get(name.word());
    return new StepCard(
        name, title, why, measured == null ? usual : measured, measured != null, wayBack);
  }
}
