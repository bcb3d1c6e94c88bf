package dev.cutover.cutover;

import java.time.Instant;
import java.util.Optional;

/// Lets one console at a time act on a target, however many look at it.
///
/// A lock of the server alone is not enough: it is lost with its connection, and a console that
/// hangs keeps it. So each holder has an epoch, greater than that of any holder before, which its
/// statements carry.
public interface RunLock {

  /// Takes it when nobody has it.
  Attempt acquire(String run, String actor);

  /// Takes it from whoever has it: ends the holder's session, then writes a newer epoch.
  Attempt takeOver(String run, String actor);

  /// Who has it now. Changes nothing.
  Optional<Holder> holder();

  /// How an attempt ended.
  sealed interface Attempt {
    record Acquired(Held lock) implements Attempt {}

    record HeldByOther(Holder holder) implements Attempt {}
  }

  /// The lock in the hand of this process; it tells others by itself that the process lives.
  interface Held extends AutoCloseable {
    long epoch();

    /// @throws LostRun another console holds a newer epoch
    void mustHold();

    /// Gives it back; twice is as good as once. The epoch stays.
    @Override
    void close();
  }

  /// @param pid process on `host`
  /// @param lastBeat when it told last that it lives, by the clock of the database
  record Holder(
      String run,
      String host,
      long pid,
      String actor,
      long epoch,
      Instant since,
      Instant lastBeat) {

    /// One line for a person.
    public String line() {
      return "run "
          + run
          + ", held by "
          + actor
          + " (process "
          + pid
          + " on "
          + host
          + ") since "
          + since
          + ", last seen "
          + lastBeat;
    }
  }
}
