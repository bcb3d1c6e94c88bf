package dev.cutover.broker;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.cutover.pipeline.JobQueue.Receipt;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
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
  private final Acknowledgements answers;
  private volatile boolean stopped;

  QueueConsumer(
      Connection connection,
      Subscription subscription,
      Acknowledgements.Soon soon,
      Consumer<Throwable> broken)
      throws IOException {
    this.subscription = subscription;
    this.queue = subscription.queue();
    this.broken = broken;
    this.channel = connection.openChannel().orElseThrow(() -> new IOException("no channel left"));
    this.answers = new Acknowledgements(wire(), subscription.prefetch(), soon);
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

  /// Deliveries that the broker still counts as ours.
  int unanswered() {
    return answers.unanswered();
  }

  /// Sends the acknowledgements that wait for company.
  void flush() {
    answers.flush();
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
      flush();
      channel.close();
    } catch (IOException | TimeoutException | AlreadyClosedException e) {
      LOG.debug("channel of queue {} was gone", queue, e);
    }
  }

  private void deliver(Delivery delivery) {
    if (stopped) {
      return;
    }
    long tag = delivery.getEnvelope().getDeliveryTag();
    answers.delivered(tag);
    try {
      subscription.receiver().receive(delivery, new ChannelReceipt(answers, tag));
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

  private Acknowledgements.Wire wire() {
    return new Acknowledgements.Wire() {
      @Override
      public void ack(long tag, boolean multiple) throws IOException {
        channel.basicAck(tag, multiple);
      }

      @Override
      public void putBack(long tag) throws IOException {
        channel.basicNack(tag, false, true);
      }
    };
  }

  private record ChannelReceipt(Acknowledgements answers, long tag) implements Receipt {
    @Override
    public void acknowledge() {
      answers.acknowledge(tag);
    }

    @Override
    public void release() {
      answers.release(tag);
    }
  }
}
