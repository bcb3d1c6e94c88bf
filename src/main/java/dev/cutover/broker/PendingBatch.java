package dev.cutover.broker;

import dev.cutover.pipeline.Hint;
import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Published hints that wait for their confirms. Filled by the connection's reading thread, awaited
/// by the publishing one.
final class PendingBatch {
  private final long firstSequence;
  private final List<Hint> hints;
  private final BitSet confirmed;
  private final BitSet answered;
  private final Set<Hint> returned = new LinkedHashSet<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /// @param firstSequence the channel's sequence number of the first hint
  PendingBatch(long firstSequence, List<Hint> hints) {
    this.firstSequence = firstSequence;
    this.hints = hints;
    this.confirmed = new BitSet(hints.size());
    this.answered = new BitSet(hints.size());
  }

  /// An ack or nack of the broker. Numbers of earlier batches, which come late, are passed over.
  synchronized void answer(long sequence, boolean multiple, boolean good) {
    int last = (int) Math.min(sequence - firstSequence, hints.size() - 1L);
    if (last < 0) {
      return;
    }
    for (int i = multiple ? answered.nextClearBit(0) : last; i <= last; i++) {
      if (!answered.get(i)) {
        answered.set(i);
        confirmed.set(i, good);
      }
    }
    if (answered.cardinality() == hints.size()) {
      over.countDown();
    }
  }

  /// The message came back (no queue is bound). The broker confirms it all the same, afterwards.
  synchronized void comeBack(Hint hint) {
    returned.add(hint);
  }

  /// No more answers will come.
  void abandon() {
    over.countDown();
  }

  void await(Duration patience) throws InterruptedException {
    if (!over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      abandon();
    }
  }

  /// What was not confirmed, was refused, or came back.
  synchronized Set<Hint> lost() {
    Set<Hint> lost = new LinkedHashSet<>(returned);
    for (int i = confirmed.nextClearBit(0); i < hints.size(); i = confirmed.nextClearBit(i + 1)) {
      lost.add(hints.get(i));
    }
    return lost;
  }

  synchronized int comeBackCount() {
    return returned.size();
  }

  long lastSequence() {
    return firstSequence + hints.size() - 1;
  }

  synchronized boolean isAnswered() {
    return answered.cardinality() == hints.size();
  }
}
