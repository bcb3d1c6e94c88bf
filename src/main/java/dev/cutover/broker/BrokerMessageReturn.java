package dev.cutover.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.pipeline.MessageReturn;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Sends dead letters to their queue by the default exchange, one at a time, each confirmed.
public final class BrokerMessageReturn implements MessageReturn {
  private static final Duration GOOD_BYE = Duration.ofSeconds(2);

  private final BrokerConnector connector;
  private final AtomicReference<@Nullable Sender> current = new AtomicReference<>();

  /// @param clientName shown in the broker's list of connections
  public BrokerMessageReturn(BrokerAddress address, String clientName) {
    this(new BrokerConnector(address, BrokerTiming.STANDARD, clientName, null));
  }

  BrokerMessageReturn(BrokerConnector connector) {
    this.connector = connector;
  }

  /// A connection with its channel. `cameBack` is set by the client library's thread.
  private static final class Sender {
    private final Link link;
    private final Channel channel;
    private final AtomicReference<@Nullable String> cameBack = new AtomicReference<>();
    private volatile @Nullable String blocked;

    Sender(Link link) throws IOException {
      this.link = link;
      link.connection().addBlockedListener(reason -> blocked = reason, () -> blocked = null);
      channel = link.connection().openChannel().orElseThrow(() -> new IOException("no channel"));
      channel.confirmSelect();
      channel.addReturnListener(message -> cameBack.set(message.getReplyText()));
    }
  }

  @Override
  public Sent send(DeadLetters.Claimed letter) throws InterruptedException {
    try {
      Sender sender = sender();
      String alarm = sender.blocked;
      return alarm == null ? send(sender, letter) : blocked(alarm);
    } catch (TimeoutException e) {
      drop();
      return unknown(e);
    } catch (IOException | RuntimeException e) {
      drop();
      return unknown(e);
    }
  }

  private Sent send(Sender sender, DeadLetters.Claimed letter)
      throws IOException, InterruptedException, TimeoutException {
    sender.cameBack.set(null);
    AMQP.BasicProperties properties = ReturnedProperties.of(letter);
    sender.channel.basicPublish("", letter.queue(), true, properties, letter.body());
    boolean confirmed = sender.channel.waitForConfirms(connector.timing().confirm().toMillis());
    if (!confirmed) {
      // Qpid nacks an unroutable message first and returns it then; the answer comes after both.
      sender.channel.basicQos(1);
    }
    String why = sender.cameBack.get();
    if (why != null) {
      return new Sent.Refused(
          new Problem(
              "replay.no_queue",
              "The message came back: the broker "
                  + connector.address().place()
                  + " has no queue "
                  + letter.queue()
                  + " ("
                  + why
                  + ").",
              "Declare it (`cutover topology apply`) and replay again; the letter is kept."));
    }
    if (!confirmed) {
      return new Sent.Refused(
          new Problem(
              "replay.refused",
              "The broker does not take the message into queue " + letter.queue() + ".",
              "The queue is probably full. Let workers drain it, then replay again; the letter is"
                  + " kept."));
    }
    return new Sent.Confirmed();
  }

  private Sent blocked(String alarm) {
    return new Sent.Refused(
        new Problem(
            "broker.blocked",
            "The broker " + connector.address().place() + " takes no messages: " + alarm + ".",
            "Give the broker memory or disk space, then replay again; the letter is kept."));
  }

  private Sent unknown(Exception failure) {
    Throwable cause = failure instanceof ShutdownSignalException ? failure : root(failure);
    Problem problem = BrokerFailure.of(connector.address(), cause).problem();
    return new Sent.Unknown(
        new Problem(
            problem.code(),
            problem.what() + " Whether the last message arrived is not known.",
            "Replay the rest when the broker is back: a copy of the same letter is recognised."));
  }

  private static Throwable root(Exception failure) {
    return failure.getCause() instanceof ShutdownSignalException signal ? signal : failure;
  }

  private Sender sender() throws IOException, TimeoutException {
    Sender open = current.get();
    if (open != null && open.link.isOpen() && open.channel.isOpen()) {
      return open;
    }
    drop();
    Link link = connector.open("replay");
    try {
      Sender fresh = new Sender(link);
      current.set(fresh);
      return fresh;
    } catch (IOException | RuntimeException e) {
      link.cut();
      throw e;
    }
  }

  private void drop() {
    Sender gone = current.getAndSet(null);
    if (gone != null) {
      gone.link.cut();
    }
  }

  @Override
  public void close() {
    Sender open = current.getAndSet(null);
    if (open != null) {
      try {
        open.link.closing(GOOD_BYE, () -> {}).join(GOOD_BYE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        open.link.cut();
      }
    }
  }
}
