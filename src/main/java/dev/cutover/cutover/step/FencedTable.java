package dev.cutover.cutover.step;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.WriteFreeze;

/// One table that refuses what writes, also of its owner and of a superuser.
final class FencedTable implements Effect {
  private final WriteFreeze freeze;
  private final CutoverPlan.Table table;

  FencedTable(WriteFreeze freeze, CutoverPlan.Table table) {
    this.freeze = freeze;
    this.table = table;
  }

  @Override
  public String name() {
    return "trigger " + table.title();
  }

  @Override
  public StepFact inspect(StepContext context) {
    return freeze.table(table, context.plan().service().role()).fenced()
        ? StepFact.done("fenced")
        : StepFact.notDone("no fence");
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    context.mustHold();
    context.doing("closing " + table.title());
    freeze.fence(table, context.plan().service().role());
    return Evidence.NONE;
  }

  @Override
  public Evidence undo(StepContext context) throws InterruptedException {
    context.mustHold();
    freeze.open(table);
    return Evidence.NONE;
  }
}
