package dev.cutover.cutover;

/// What is true of an effect or a step when one looks, whatever the journal says.
///
/// @param detail what was seen, for a person
public record StepFact(State state, String detail) {

  /// UNKNOWN: it cannot be seen; a person decides.
  public enum State {
    NOT_DONE,
    DONE,
    PARTIAL,
    UNKNOWN
  }

  public static StepFact done(String detail) {
    return new StepFact(State.DONE, detail);
  }

  public static StepFact notDone(String detail) {
    return new StepFact(State.NOT_DONE, detail);
  }

  public static StepFact partial(String detail) {
    return new StepFact(State.PARTIAL, detail);
  }

  public static StepFact unknown(String detail) {
    return new StepFact(State.UNKNOWN, detail);
  }

  public boolean isDone() {
    return state == State.DONE;
  }
}
