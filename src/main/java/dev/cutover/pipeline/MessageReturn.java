package dev.cutover.pipeline;

import dev.cutover.job.Problem;

/// Puts messages back into the queue where they died. Connects when it is first used and again
/// after a failure.
public interface MessageReturn extends AutoCloseable {
  /// Headers of a returned message: the letter it was, and how often it was replayed.
  String REPLAY_OF = "x-cutover-replay-of";

  String REPLAYS = "x-cutover-replays";

  /// Sends one message (persistent, mandatory, its bytes as they are) and waits for the confirm.
  Sent send(DeadLetters.Claimed letter) throws InterruptedException;

  /// Closes within 3 seconds. May be called twice.
  @Override
  void close();

  /// What the broker said.
  sealed interface Sent {
    /// Stored in the queue.
    record Confirmed() implements Sent {}

    /// It is in no queue: there is none of that name, or it takes nothing more.
    record Refused(Problem problem) implements Sent {}

    /// Nobody knows: no answer came. Sending the same letter again is harmless.
    record Unknown(Problem problem) implements Sent {}
  }
}
