package dev.cutover.broker;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.cutover.broker.BrokerSession.Subscription;
import dev.cutover.pipeline.JobQueue.Receipt;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Consumes one queue over a channel of its own. Anything that ends the consumer (cancel, closed
/// channel, a receiver that throws) is reported once to `broken`; it is never mended here.
final class QueueConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(QueueConsumer.class);

  /// Takes a delivery on a thread of the client library: it must hand over and return.
  interface Receiver {
    void receive(Delivery delivery, Receipt receipt);
  }

  private final Subscription subscription;
  private final String queue;
  private final Channel channel;
  private final Consumer<Throwable> broken;
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile boolean stopped;

  QueueConsumer(Connection connection, Subscription subscription, Consumer<Throwable> broken)
      throws IOException {
    this.subscription = subscription;
    this.queue = subscription.queue();
    this.broken = broken;
    this.channel = connection.openChannel().orElseThrow(() -> new IOException("no channel left"));
  }

  void start() throws IOException {
    channel.basicQos(subscription.prefetch());
    channel.basicConsume(
        queue,
        false,
        "cutover-" + queue,
        (_, delivery) -> deliver(delivery),
        _ -> end(new IOException("the broker ended the consumer of queue " + queue)),
        (_, signal) -> end(signal));
  }

  Subscription subscription() {
    return subscription;
  }

  /// Deliveries that were handed over and have no answer yet.
  int unanswered() {
    return unanswered.get();
  }

  boolean isAlive() {
    return channel.isOpen();
  }

  /// No further delivery reaches the receiver. What is not acknowledged goes back to the queue when
  /// the channel is closed.
  void stop() {
    stopped = true;
  }

  void close() {
    stop();
    try {
      channel.close();
    } catch (IOException | TimeoutException | AlreadyClosedException e) {
      LOG.debug("channel of queue {} was gone", queue, e);
    }
  }

  private void deliver(Delivery delivery) {
    if (stopped) {
      return;
    }
    unanswered.incrementAndGet();
    try {
      subscription
          .receiver()
          .receive(delivery, new ChannelReceipt(delivery.getEnvelope().getDeliveryTag()));
    } catch (RuntimeException e) {
      // Not released: that would deliver it again at once, for ever. The rebuild waits longer each
      // time.
      LOG.error(
          "A message of queue {} could not be handed over; the consumer is rebuilt", queue, e);
      end(new IOException("a message of queue " + queue + " could not be handed over", e));
    }
  }

  private void end(Throwable cause) {
    if (!stopped) {
      stopped = true;
      broken.accept(cause);
    }
  }

  /// Answers once; a second answer would make the broker close the channel.
  private final class ChannelReceipt implements Receipt {
    private final long tag;
    private final AtomicBoolean answered = new AtomicBoolean();

    private ChannelReceipt(long tag) {
      this.tag = tag;
    }

    @Override
    public void acknowledge() {
      answer(() -> channel.basicAck(tag, false));
    }

    @Override
    public void release() {
      answer(() -> channel.basicNack(tag, false, true));
    }

    private void answer(Answer answer) {
      if (!answered.compareAndSet(false, true)) {
        return;
      }
      unanswered.decrementAndGet();
      try {
        synchronized (channel) {
          if (channel.isOpen()) {
            answer.send();
          }
        }
      } catch (IOException | AlreadyClosedException e) {
        LOG.debug("answer to a delivery of queue {} came too late", queue, e);
      }
    }
  }

  private interface Answer {
    void send() throws IOException;
  }
}
