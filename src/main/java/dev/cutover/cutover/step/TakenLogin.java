package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.WriteFreeze;

/// The old service's role may not log in: what is tried from now on is refused at the door.
final class TakenLogin implements Effect {
  static final String NAME = "login";

  private static final String LOGIN = "login";

  private final WriteFreeze freeze;

  TakenLogin(WriteFreeze freeze) {
    this.freeze = freeze;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StepFact inspect(StepContext context) {
    String role = context.plan().service().role();
    return freeze.role(role).login()
        ? StepFact.notDone(role + " may log in")
        : StepFact.done(role + " may not log in");
  }

  @Override
  public Evidence before(StepContext context) {
    return Evidence.of(LOGIN, freeze.role(context.plan().service().role()).login());
  }

  @Override
  public Evidence apply(StepContext context) {
    context.mustHold();
    freeze.setLogin(context.plan().service().role(), false);
    return recall(context);
  }

  @Override
  public Evidence recall(StepContext context) {
    return Evidence.of("role", context.plan().service().role());
  }

  @Override
  public Evidence undo(StepContext context) {
    context.mustHold();
    boolean had = had(context);
    freeze.setLogin(context.plan().service().role(), had);
    return Evidence.of(LOGIN, had);
  }

  private static boolean had(StepContext context) {
    return context
        .before(StepName.FREEZE, NAME)
        .map(before -> Boolean.parseBoolean(before.facts().get(LOGIN)))
        .orElse(true);
  }

  static Finding givenBack(StepContext context, WriteFreeze freeze) {
    String role = context.plan().service().role();
    return freeze.role(role).login() == had(context)
        ? Finding.pass("login", role + " may log in as before.")
        : Finding.fail(
            "login", role + " may not log in.", "Run: ALTER ROLE \"" + role + "\" LOGIN");
  }
}
