package dev.cutover.cutover;

import dev.cutover.check.Finding;
import java.util.List;

/// What a person has to say before the run goes on.
///
/// @param effect for UNKNOWN: the effect that cannot be seen
/// @param findings for ACCEPT: the warnings
/// @param text what is asked, for a person
public record DecisionNeeded(
    Kind kind, StepName step, String effect, List<Finding> findings, String text) {

  /// ACCEPT: warnings, each with a reason; BEFORE the step or AFTER it. CONFIRM: the name of the
  /// database is to be typed, there is no way back from here. UNKNOWN: it cannot be seen whether an
  /// effect is done.
  public enum Kind {
    ACCEPT_BEFORE,
    ACCEPT_AFTER,
    CONFIRM,
    UNKNOWN
  }

  public DecisionNeeded {
    findings = List.copyOf(findings);
  }
}
