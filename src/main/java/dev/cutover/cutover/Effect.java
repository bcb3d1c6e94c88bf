package dev.cutover.cutover;

/// One change of the world outside, small enough that a crash leaves it done, not done, or finished
/// by doing it again. The engine writes its intent into the journal before it and its evidence
/// after it; a step author writes none of that.
///
/// [#apply] and [#undo] may be called again after a crash in the middle: they finish what was
/// begun. They throw what the infrastructure throws (databases, brokers, files) or [StepFailure]
/// for an end that a person has to read.
public interface Effect {

  /// Unlike that of any other effect of the step, the same in each process, such as `trigger
  /// public.work_items`.
  String name();

  /// What is true now; changes nothing.
  StepFact inspect(StepContext context) throws InterruptedException;

  /// @return what was done, with numbers
  Evidence apply(StepContext context) throws InterruptedException;

  /// Puts back what was there before [#apply]. What it needs for that was in the journal before the
  /// change: [#before].
  Evidence undo(StepContext context) throws InterruptedException;

  /// What [#undo] will need, read before the change and written into the journal with the intent.
  default Evidence before(StepContext context) throws InterruptedException {
    return Evidence.NONE;
  }

  /// What [#apply] would have told, read from the world. Asked when [#inspect] finds the effect
  /// done and its evidence was never written: the process died between the change and the record,
  /// or it was so before the run. What later steps look up ([StepContext#found]) must be in it.
  ///
  /// An effect that was done before the run ever began it is not the run's: a rollback leaves it.
  default Evidence recall(StepContext context) throws InterruptedException {
    return Evidence.NONE;
  }

  /// Whether there is a way back.
  default Reversal reversal() {
    return Reversal.UNDONE;
  }

  /// UNDONE: [#undo] puts everything back. KEPT: it stays after a rollback, since it harms nobody
  /// (a file, an additive table). FINAL: no way back.
  enum Reversal {
    UNDONE,
    KEPT,
    FINAL
  }
}
