package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.OpenWork;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import java.util.List;

/// Open jobs of the old service as job rows.
final class MovedWork implements Effect {
  private final OpenWork work;

  MovedWork(OpenWork work) {
    this.work = work;
  }

  @Override
  public String name() {
    return "open work";
  }

  @Override
  public StepFact inspect(StepContext context) {
    List<OpenWork.Unit> wanted = work.units(PausedSchedule.open(context));
    List<OpenWork.Unit> there = work.moved(context.run());
    String seen = there.size() + " of " + wanted.size() + " are job rows";
    if (there.containsAll(wanted)) {
      return StepFact.done(seen);
    }
    return there.isEmpty() ? StepFact.notDone(seen) : StepFact.partial(seen);
  }

  @Override
  public Evidence apply(StepContext context) {
    context.mustHold();
    work.move(context.run(), context.actor(), work.units(PausedSchedule.open(context)));
    return recall(context);
  }

  @Override
  public Evidence recall(StepContext context) {
    List<Long> open = PausedSchedule.open(context);
    return Evidence.of("old jobs", open)
        .and("in", work.units(open).size())
        .and("out", work.moved(context.run()).size());
  }

  @Override
  public Evidence undo(StepContext context) {
    context.mustHold();
    return Evidence.of("begun and left", work.takeBack(context.run()));
  }
}
