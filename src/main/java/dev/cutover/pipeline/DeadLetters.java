package dev.cutover.pipeline;

import dev.cutover.job.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The dead letters of the system of record: looked at, claimed for a replay, discarded. Each act
/// leaves a line with who and why. Nothing is ever deleted.
public interface DeadLetters {

  /// Like letters together: same origin, same kind of trouble, same reason but for its numbers and
  /// quotations. The largest group first.
  List<Group> groups(DeadLetterFilter filter);

  /// Newest first.
  ///
  /// @param before id of the last letter of the page before; [Long#MAX_VALUE] for the first page
  List<Line> page(DeadLetterFilter filter, long before, int limit);

  Optional<Letter> show(long id);

  /// How many letters match that nobody has decided about, and the newest of them: what dies later
  /// is not part of what was counted.
  Count count(DeadLetterFilter filter);

  /// Takes open letters for a replay, oldest first, so that no other console replays them. A claim
  /// whose console died lapses after a minute by the database's clock.
  ///
  /// @param after ids up to this one are passed over
  List<Claimed> claim(DeadLetterFilter filter, long after, int limit, UUID token);

  /// Records that a claimed message is back in its queue.
  ///
  /// @return false when the claim had lapsed and somebody else goes on with it
  boolean replayed(Claimed letter, UUID token, String actor, String reason);

  /// T12 for the job that a claimed letter is about, and the letter is replayed, in one
  /// transaction.
  Redrive redrive(Claimed letter, UUID token, String actor, String reason);

  /// Ends a claim without a replay; the letter is open again.
  void giveBack(Claimed letter, UUID token, String actor, String reason, String why);

  /// Marks open letters as decided about; their bytes stay.
  ///
  /// @return letters discarded
  long discard(DeadLetterFilter filter, String actor, String reason);

  /// @param origin queue in which the message died; for a record its place in its page, without
  ///   numbers
  /// @param code kind of trouble, such as `broker.expired` or `message.unreadable`
  /// @param cause the reason with its numbers and quotations left out
  /// @param example the newest letter's reason as it was
  /// @param diedAgain of these, letters that were replayed before
  record Group(
      String origin,
      String code,
      String cause,
      String example,
      long letters,
      long diedAgain,
      Instant first,
      Instant last) {}

  /// A letter in a list.
  ///
  /// @param state `kept`, `replaying`, `replayed` or `discarded`
  /// @param replays how often the message had been replayed when it died
  record Line(
      long id,
      Instant receivedAt,
      String origin,
      String code,
      String reason,
      String state,
      int replays,
      long bytes,
      @Nullable Long tenant,
      @Nullable Long job) {}

  /// A letter with everything.
  ///
  /// @param headersJson what came with the message, `{}` when nothing did
  /// @param replayOf the letter it was before its last replay
  record Letter(
      Line line,
      byte[] body,
      String headersJson,
      @Nullable String messageId,
      @Nullable Long replayOf,
      List<Event> events) {}

  record Event(Instant at, String act, String actor, String reason, @Nullable String detail) {}

  record Count(long letters, long newest) {}

  /// A letter taken for a replay.
  ///
  /// @param queue where it goes back to
  /// @param messageId the same at each try, so that the receiver recognises a second copy
  /// @param replays what the message says of itself when it is sent now
  /// @param about the job whose row decides; null when the message itself is what goes back
  record Claimed(
      long id,
      String queue,
      byte[] body,
      String headersJson,
      String messageId,
      int replays,
      @Nullable JobId about) {}

  /// What became of the job that a letter is about.
  sealed interface Redrive {
    /// It runs again.
    record Done() implements Redrive {}

    /// Its row needs nothing: it waits, runs, or was done.
    record NotNeeded(String state) implements Redrive {}

    /// This letter cannot be replayed.
    record Refused(String why) implements Redrive {}

    /// Somebody else took the letter over.
    record Lost() implements Redrive {}
  }
}
