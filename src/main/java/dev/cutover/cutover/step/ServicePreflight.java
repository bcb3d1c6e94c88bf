package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.OldService;
import dev.cutover.cutover.Preflight;
import java.util.List;

/// Whether the old service's manager answers, and what it says: without an answer nobody could
/// prove later that the service stands still.
public final class ServicePreflight implements Preflight {
  private static final String CHECK = "old service";

  private final OldService service;

  public ServicePreflight(OldService service) {
    this.service = service;
  }

  @Override
  public String area() {
    return CHECK;
  }

  @Override
  public List<Finding> examine(CutoverPlan plan) throws InterruptedException {
    return List.of(finding(service.condition()));
  }

  static Finding finding(OldService.Condition condition) {
    return switch (condition.state()) {
      case RUNNING -> Finding.pass(CHECK, "It runs: " + condition.said() + ".");
      case STOPPED ->
          Finding.warn(
              CHECK,
              "It does not run: " + condition.said() + ".",
              "A rollback will leave it stopped, as it was found.");
      case UNKNOWN ->
          Finding.fail(
              CHECK,
              "Its manager's answer says neither yes nor no: " + condition.said() + ".",
              "Mend the status command of the plan: 0 while it runs, 3 when it does not.");
    };
  }
}
