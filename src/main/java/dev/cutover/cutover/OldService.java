package dev.cutover.cutover;

/// The old service as whoever manages it tells of it: a systemd unit, a script, a command.
///
/// All methods throw [StepFailure] when the manager's command cannot be run or fails.
public interface OldService {

  /// UNKNOWN: the manager's answer means neither.
  enum State {
    RUNNING,
    STOPPED,
    UNKNOWN
  }

  /// @param said what the manager answered, for a person
  record Condition(State state, String said) {}

  Condition condition() throws InterruptedException;

  /// Asks it to run; returns when the manager took the wish.
  void start() throws InterruptedException;

  /// Asks it to end gracefully; returns when the manager took the wish. It is never killed.
  void stop() throws InterruptedException;

  /// Whether it would start by itself with its host; true when nobody can tell.
  boolean startsByItself() throws InterruptedException;

  /// Lets it start by itself, or not. Only where [OldServicePlan#hasSwitch].
  void setStartsByItself(boolean wanted) throws InterruptedException;
}
