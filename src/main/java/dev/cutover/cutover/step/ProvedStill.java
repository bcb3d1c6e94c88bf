package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.WriteFreeze;
import dev.cutover.job.Problem;
import java.time.Duration;

/// The proof that nothing moves, and what it saw: a sum of each table's contents.
final class ProvedStill implements Effect {
  static final String NAME = "stillness";

  private static final String APART = "PT2S";

  private final WriteFreeze freeze;

  ProvedStill(WriteFreeze freeze) {
    this.freeze = freeze;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Reversal reversal() {
    return Reversal.KEPT;
  }

  @Override
  public StepFact inspect(StepContext context) {
    return context.found(StepName.FREEZE, NAME).isPresent()
        ? StepFact.done("proved")
        : StepFact.notDone("not proved yet");
  }

  @Override
  public Evidence apply(StepContext context) throws InterruptedException {
    context.mustHold();
    Duration apart = Duration.parse(context.plan().option("freeze.apart", APART));
    WriteFreeze.Stillness seen = freeze.stillness(context.plan().tables(), apart, context);
    if (!seen.moved().isEmpty()) {
      throw new StepFailure(
          new Problem(
              "freeze.moving",
              "Tables changed within " + apart + " although writes are frozen: " + seen.moved(),
              "Somebody takes the fence off. Find out who; then go on with `cutover resume`, or go"
                  + " back with `cutover rollback`."));
    }
    Evidence evidence = Evidence.of("log", String.join(" .. ", seen.log()));
    for (var each : seen.contents().entrySet()) {
      evidence = evidence.and(each.getKey(), each.getValue());
    }
    return evidence;
  }

  @Override
  public Evidence undo(StepContext context) {
    return Evidence.NONE;
  }
}
