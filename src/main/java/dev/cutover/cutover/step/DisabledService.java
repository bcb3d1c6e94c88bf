package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.OldService;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;

/// The old service does not come up by itself when its host is started again.
final class DisabledService implements Effect {
  private static final String NAME = "start by itself";
  private static final String WAS = "was";

  private final OldService service;

  DisabledService(OldService service) {
    this.service = service;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StepFact inspect(StepContext context) throws InterruptedException {
    if (!context.plan().service().hasSwitch()) {
      return StepFact.done("its plan has no command for that");
    }
    return service.startsByItself()
        ? StepFact.notDone("it starts by itself")
        : StepFact.done("it does not start by itself");
  }

  @Override
  public Evidence before(StepContext context) throws InterruptedException {
    return Evidence.of(WAS, service.startsByItself());
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    context.mustHold();
    if (context.plan().service().hasSwitch()) {
      service.setStartsByItself(false);
    }
    return Evidence.NONE;
  }

  @Override
  public Evidence undo(StepContext context) throws InterruptedException {
    context.mustHold();
    if (context.plan().service().hasSwitch() && did(context)) {
      service.setStartsByItself(true);
    }
    return Evidence.NONE;
  }

  /// Whether it started by itself before the run.
  static boolean did(StepContext context) {
    return context
        .before(StepName.SWITCH, NAME)
        .map(before -> Boolean.parseBoolean(before.facts().get(WAS)))
        .orElse(!context.plan().service().hasSwitch());
  }
}
