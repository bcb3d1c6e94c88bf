package dev.cutover.cutover;

import dev.cutover.check.Finding;
import java.util.List;

/// One step of the cutover: checks before, effects, checks after. A class each, in `cutover.step`.
///
/// The engine carries out the effects in their order, journals each, undoes them in reverse order,
/// and after a crash asks each what is true before it goes on. A step holds no state between calls:
/// what it must remember is evidence in the journal ([StepContext#found]).
public interface Step {
  StepName name();

  /// The card for a plan; contacts nothing.
  StepCard describe(CutoverPlan plan);

  /// What stands in the way; changes nothing. A FAIL stops the run before the first effect.
  List<Finding> check(StepContext context) throws InterruptedException;

  /// In the order of their application; the same list for the same plan and journal, whatever has
  /// been done of it already.
  List<Effect> effects(StepContext context) throws InterruptedException;

  /// Whether it really happened: looks at the world, not at the journal.
  List<Finding> verify(StepContext context) throws InterruptedException;

  /// The same after [Effect#undo] of all effects.
  List<Finding> verifyUndo(StepContext context) throws InterruptedException;
}
