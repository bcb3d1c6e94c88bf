package dev.cutover.cutover;

import org.jspecify.annotations.Nullable;

/// What the journal says of one effect. Moved by [RunHistory] alone.
///
/// @param before what an undo will need
/// @param evidence what was done; of no meaning once undone
/// @param treat what a person said it is to be taken for, when it could not be seen
public record EffectPast(
    String name, State state, Evidence before, Evidence evidence, StepFact.@Nullable State treat) {

  /// ADOPTED: it was so before the run, and stays so after an undo.
  public enum State {
    NONE,
    BEGUN,
    DONE,
    ADOPTED,
    UNDOING,
    UNDONE
  }

  static EffectPast none(String name) {
    return new EffectPast(name, State.NONE, Evidence.NONE, Evidence.NONE, null);
  }

  EffectPast begun(Evidence read) {
    return new EffectPast(name, State.BEGUN, read, Evidence.NONE, null);
  }

  EffectPast done(State how, Evidence told) {
    return new EffectPast(name, how, before, told, null);
  }

  EffectPast moved(State to) {
    return new EffectPast(name, to, before, evidence, null);
  }

  EffectPast treatedAs(StepFact.State as) {
    return new EffectPast(name, state, before, evidence, as);
  }

  boolean isDone() {
    return state == State.DONE || state == State.ADOPTED;
  }

  /// True when the run has, or may have, changed something that it did not put back.
  boolean isOpen() {
    return state == State.BEGUN || state == State.DONE || state == State.UNDOING;
  }
}
