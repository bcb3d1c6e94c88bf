package dev.cutover.pipeline;

import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The broker as the runtime sees it: hints out, hints in. Reconnects by itself; losing every
/// message costs time, never work.
public interface JobQueue extends AutoCloseable {

  /// Publishes hints (persistent, mandatory) and waits for the confirms.
  ///
  /// @return the hints that were not confirmed or came back; all of them when the broker cannot be
  ///   reached
  Set<Hint> publish(Stage stage, List<Hint> hints) throws InterruptedException;

  /// True when connected and not blocked by an alarm of the broker. The dispatcher asks before it
  /// moves rows.
  boolean canPublish();

  /// Begins to consume a stage's queue and keeps doing so through reconnects until
  /// [#stopConsuming].
  ///
  /// @param prefetch hints held unacknowledged at the most
  void consume(Stage stage, int prefetch, Intake intake);

  /// Cancels the consumer; unacknowledged hints go back to the queue.
  void stopConsuming(Stage stage);

  /// Messages ready in the queue and its consumers, empty when the broker cannot tell now.
  Optional<Depth> depth(Stage stage);

  /// Why the broker cannot be used at the moment, empty when it can.
  Optional<Problem> trouble();

  /// Closes within 3 seconds, whatever state the broker is in. May be called twice.
  @Override
  void close();

  /// @param ready messages not delivered yet
  record Depth(long ready, int consumers) {}

  /// Receives what is delivered, on a thread of the broker client: it must hand over and return at
  /// once.
  interface Intake {
    void hint(Hint hint, Receipt receipt);

    /// A whole job as other programs send it (the seed's format); to be validated and stored.
    void foreignJob(ForeignJob job, Receipt receipt);

    /// Bytes that are neither; to be stored as a dead letter.
    void unreadable(DeadMessage message, Receipt receipt);
  }

  /// Answers one delivery. Answers to a channel that is gone are ignored: the broker delivers
  /// again.
  interface Receipt {
    void acknowledge();

    /// Puts the message back.
    void release();
  }

  /// The seed's message: `{"tenant_id", "job_type", "entity_type", "integration_id", "payload",
  /// "priority"}`.
  ///
  /// @param message the exact bytes, for the dead letter if the job is refused
  /// @param messageKey stable identity of the message, for `dedupe_key`
  /// @param headersJson what came with it, for the dead letter too
  record ForeignJob(
      String jobType,
      String entityType,
      long tenantId,
      long integrationId,
      int priority,
      String payloadJson,
      byte[] message,
      String messageKey,
      String headersJson) {

    public ForeignJob withHeaders(String json) {
      return new ForeignJob(
          jobType,
          entityType,
          tenantId,
          integrationId,
          priority,
          payloadJson,
          message,
          messageKey,
          json);
    }
  }

  /// @param origin queue it came from
  record DeadMessage(String origin, String reason, byte[] body, String headersJson) {}
}
