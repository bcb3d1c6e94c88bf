package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.WriteFreeze;

/// A table that belongs to the old service's role is taken from it: an owner could take the fence
/// off. It keeps its rights on the contents.
final class TakenTable implements Effect {
  private static final String OWNER = "owner";
  private static final String RIGHTS = "rights";

  private final WriteFreeze freeze;
  private final CutoverPlan.Table table;

  TakenTable(WriteFreeze freeze, CutoverPlan.Table table) {
    this.freeze = freeze;
    this.table = table;
  }

  @Override
  public String name() {
    return name(table);
  }

  private static String name(CutoverPlan.Table table) {
    return "owner " + table.title();
  }

  @Override
  public StepFact inspect(StepContext context) {
    WriteFreeze.Table seen = seen(context);
    return seen.reachable()
        ? StepFact.notDone("belongs to " + seen.owner())
        : StepFact.done("belongs to " + seen.owner());
  }

  private WriteFreeze.Table seen(StepContext context) {
    return freeze.table(table, context.plan().service().role());
  }

  @Override
  public Evidence before(StepContext context) {
    WriteFreeze.Table seen = seen(context);
    return Evidence.of(OWNER, seen.owner()).and(RIGHTS, seen.rights());
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    context.mustHold();
    if (seen(context).reachable()) {
      freeze.take(table);
    }
    return recall(context);
  }

  @Override
  public Evidence recall(StepContext context) {
    return Evidence.of(OWNER, seen(context).owner());
  }

  @Override
  public Evidence undo(StepContext context) throws InterruptedException {
    context.mustHold();
    String owner = before(context, table, OWNER);
    if (!owner.isEmpty() && !seen(context).owner().equals(owner)) {
      freeze.giveBack(table, owner);
    }
    return Evidence.of(OWNER, owner);
  }

  private static String before(StepContext context, CutoverPlan.Table table, String fact) {
    return context
        .before(StepName.FREEZE, name(table))
        .map(before -> before.facts().getOrDefault(fact, ""))
        .orElse("");
  }

  static Finding givenBack(StepContext context, WriteFreeze freeze, CutoverPlan.Table table) {
    String owner = before(context, table, OWNER);
    WriteFreeze.Table seen = freeze.table(table, context.plan().service().role());
    if (owner.isEmpty()
        || seen.owner().equals(owner)
            && seen.rights().equals(before(context, table, RIGHTS))
            && !seen.fenced()) {
      return Finding.pass("table", table.title() + " is as it was.");
    }
    return Finding.fail(
        "table",
        table.title()
            + " belongs to "
            + seen.owner()
            + " with "
            + seen.rights()
            + (seen.fenced() ? ", and is fenced" : "")
            + "; before to "
            + owner
            + " with "
            + before(context, table, RIGHTS)
            + ".",
        "Give it back by hand: ALTER TABLE .. OWNER TO, GRANT, REVOKE.");
  }
}
