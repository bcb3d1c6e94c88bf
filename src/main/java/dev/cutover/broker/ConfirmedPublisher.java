package dev.cutover.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownListener;
import dev.cutover.job.JobId;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Hint;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Publishes hints and waits for what became of each one: persistent and by confirms, or transient
/// and in one transaction a batch ([Dialect#keepsHintsInMemory()]). Has a connection of its own,
/// because an alarm of the broker stops everything on a connection that publishes.
final class ConfirmedPublisher {
  /// Enough to make the wait for the confirm cheap, small enough to fit into a socket's buffers.
  private static final int BATCH = 500;

  /// @param cameBack how many were returned as unroutable
  record Result(Set<Hint> lost, int cameBack) {}

  private final Channel channel;
  private final String exchange;
  private final boolean inMemory;
  private final Duration patience;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private volatile @Nullable PendingBatch batch;
  private volatile @Nullable String blockedReason;
  private volatile long busySince;

  /// @param inMemory transient hints, one transaction a batch instead of confirms
  ConfirmedPublisher(
      Connection connection, String exchange, boolean inMemory, Duration patience, Runnable changed)
      throws IOException {
    this.exchange = exchange;
    this.inMemory = inMemory;
    this.patience = patience;
    connection.addBlockedListener(
        reason -> {
          blockedReason = reason;
          abandon();
          changed.run();
        },
        () -> {
          blockedReason = null;
          changed.run();
        });
    channel = connection.openChannel().orElseThrow(() -> new IOException("no channel left"));
    if (inMemory) {
      channel.txSelect();
    } else {
      channel.confirmSelect();
    }
    channel.addReturnListener(this::comeBack);
    channel.addConfirmListener(
        (sequence, multiple) -> answer(sequence, multiple, true),
        (sequence, multiple) -> answer(sequence, multiple, false));
    channel.addShutdownListener(_ -> abandon());
  }

  void onShutdown(ShutdownListener listener) {
    channel.addShutdownListener(listener);
  }

  boolean isFree() {
    return blockedReason == null && channel.isOpen();
  }

  /// Why the broker takes nothing from publishers, null when it does.
  @Nullable String blockedReason() {
    return blockedReason;
  }

  /// True when a publish hangs in the socket for longer than its confirms may take.
  boolean isStuck(Duration beyond) {
    long since = busySince;
    return since != 0 && System.nanoTime() - since > patience.plus(beyond).toNanos();
  }

  Result publish(Stage stage, List<Hint> hints) throws InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      Set<Hint> lost = new LinkedHashSet<>();
      int cameBack = 0;
      for (int from = 0; from < hints.size(); from += BATCH) {
        List<Hint> part = hints.subList(from, Math.min(hints.size(), from + BATCH));
        PendingBatch sent = send(stage, part);
        lost.addAll(sent.lost());
        cameBack += sent.comeBackCount();
        if (!sent.isAnswered()) {
          lost.addAll(hints.subList(from + part.size(), hints.size()));
          break;
        }
      }
      return new Result(lost, cameBack);
    } finally {
      busySince = 0;
      batch = null;
      oneAtATime.unlock();
    }
  }

  private PendingBatch send(Stage stage, List<Hint> part) throws InterruptedException {
    PendingBatch pending = new PendingBatch(channel.getNextPublishSeqNo(), part);
    batch = pending;
    busySince = System.nanoTime();
    try {
      for (Hint hint : part) {
        if (!isFree()) {
          pending.abandon();
          break;
        }
        channel.basicPublish(
            exchange, stage.word(), true, properties(hint), HintCodec.encode(hint));
      }
      if (inMemory && isFree()) {
        channel.txCommit();
        pending.answer(pending.lastSequence(), true, true);
      }
      pending.await(patience);
    } catch (IOException | AlreadyClosedException _) {
      // The shutdown listener tells the supervisor why; here it only means: no more confirms.
      pending.abandon();
    }
    return pending;
  }

  private AMQP.BasicProperties properties(Hint hint) {
    return new AMQP.BasicProperties.Builder()
        .contentType("application/json")
        .deliveryMode(inMemory ? 1 : 2)
        .messageId(hint.job().value() + "-" + hint.dispatch())
        .build();
  }

  private void comeBack(Return message) {
    PendingBatch current = batch;
    String id = message.getProperties().getMessageId();
    if (current == null || id == null) {
      return;
    }
    int dash = id.indexOf('-');
    current.comeBack(
        new Hint(
            new JobId(Long.parseLong(id.substring(0, dash))),
            Integer.parseInt(id.substring(dash + 1))));
  }

  private void answer(long sequence, boolean multiple, boolean good) {
    PendingBatch current = batch;
    if (current != null) {
      current.answer(sequence, multiple, good);
    }
  }

  private void abandon() {
    PendingBatch current = batch;
    if (current != null) {
      current.abandon();
    }
  }
}
