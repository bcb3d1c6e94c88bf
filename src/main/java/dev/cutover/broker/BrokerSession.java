package dev.cutover.broker;

import com.rabbitmq.client.Channel;
import dev.cutover.cutover.TopologyDifference;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.JobQueue.Depth;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One life of the connection: two links, a publisher, the consumers. It is never mended; when any
/// part of it ends, [#failure()] tells why and the supervisor builds a new one.
///
/// [#align], [#checkConsumers] and [#repairTopology] belong to the supervisor's thread; the rest to
/// any.
final class BrokerSession {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerSession.class);
  private static final long SOON_MILLIS = 5;
  private static final Duration STUCK_BEYOND = Duration.ofSeconds(3);

  private final Link publisherLink;
  private final Link consumerLink;
  private final ServerFacts server;
  private final Topology.Names names;
  private final ConfirmedPublisher publisher;
  private final Runnable changed;
  private final Map<String, QueueConsumer> consumers = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("broker-answers").factory());
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Channel probe;

  private BrokerSession(
      Link publisherLink, Link consumerLink, BrokerConnector connector, Runnable changed)
      throws IOException {
    this.names = connector.names();
    this.publisherLink = publisherLink;
    this.consumerLink = consumerLink;
    this.changed = changed;
    this.server = ServerFacts.of(consumerLink.connection());
    publisherLink.connection().addShutdownListener(this::fail);
    consumerLink.connection().addShutdownListener(this::fail);
    this.publisher =
        new ConfirmedPublisher(
            publisherLink.connection(),
            names.exchange(),
            server.dialect().keepsHintsInMemory(),
            connector.timing().confirm(),
            changed);
    this.publisher.onShutdown(this::fail);
  }

  /// Connects twice and sees to the topology.
  ///
  /// @param changed called from any thread when the supervisor should look again
  static BrokerSession open(BrokerConnector connector, Runnable changed)
      throws IOException, TimeoutException {
    Link consumer = connector.open("consumer");
    try {
      Link publisher = connector.open("publisher");
      try {
        BrokerSession session = new BrokerSession(publisher, consumer, connector, changed);
        session.repairTopology();
        return session;
      } catch (IOException | RuntimeException e) {
        publisher.cut();
        throw e;
      }
    } catch (IOException | TimeoutException | RuntimeException e) {
      consumer.cut();
      throw e;
    }
  }

  ConfirmedPublisher publisher() {
    return publisher;
  }

  String server() {
    return server.toString();
  }

  /// Why this session is over, null while it lives.
  @Nullable Throwable failure() {
    return failure.get();
  }

  void fail(Throwable cause) {
    if (failure.compareAndSet(null, cause)) {
      changed.run();
    }
  }

  /// Declares what is missing and restores bindings.
  void repairTopology() throws IOException {
    TopologyChange change =
        new TopologyChange(new Catalogue(consumerLink.connection()), server.dialect(), names);
    change.createMissing();
    change.changes().forEach(c -> LOG.info("Declared at the broker: {}", c.object()));
    if (!change.differences().isEmpty()) {
      TopologyDifference first = change.differences().getFirst();
      throw new TopologyMissing(
          new Problem(
              "broker.topology",
              "The broker lacks " + first.object() + ". " + first.advice() + ".",
              "Run `cutover topology apply` with a user who may declare it."));
    }
  }

  /// Starts and stops consumers until they are those that are wanted.
  void align(Map<String, Subscription> wanted) throws IOException {
    for (QueueConsumer consumer : List.copyOf(consumers.values())) {
      String queue = consumer.subscription().queue();
      if (!consumer.subscription().equals(wanted.get(queue))) {
        consumers.remove(queue);
        consumer.close();
      }
    }
    for (Subscription subscription : wanted.values()) {
      if (!consumers.containsKey(subscription.queue())) {
        QueueConsumer consumer =
            new QueueConsumer(consumerLink.connection(), subscription, this::soon, this::fail);
        consumers.put(subscription.queue(), consumer);
        consumer.start();
      }
    }
  }

  /// Lets nothing more of the queue through; [#align] closes the consumer soon after.
  void silence(String queue) {
    QueueConsumer consumer = consumers.get(queue);
    if (consumer != null) {
      consumer.stop();
    }
  }

  /// Cuts a publish that hangs in the socket.
  void checkPublisher() {
    if (publisher.isStuck(STUCK_BEYOND)) {
      fail(new TimeoutException("a publish hung in the socket"));
      publisherLink.cut();
    }
  }

  /// The broker must know at least one consumer of each queue that we consume: catches a consumer
  /// that the broker has forgotten without telling us.
  void checkConsumers() throws IOException {
    for (QueueConsumer consumer : consumers.values()) {
      String queue = consumer.subscription().queue();
      if (!consumer.isAlive()) {
        fail(new IOException("the channel of queue " + queue + " is closed"));
        return;
      }
      Optional<Depth> depth = depth(queue);
      if (depth.isEmpty() || depth.get().consumers() == 0) {
        fail(new IOException("the broker knows no consumer of queue " + queue));
        return;
      }
    }
  }

  /// Asks over a channel of its own; empty when the queue does not exist.
  synchronized Optional<Depth> depth(String queue) throws IOException {
    if (probe == null || !probe.isOpen()) {
      probe =
          consumerLink
              .connection()
              .openChannel()
              .orElseThrow(() -> new IOException("no channel left"));
    }
    try {
      var ok = probe.queueDeclarePassive(queue);
      return Optional.of(new Depth(ready(queue, ok.getMessageCount()), ok.getConsumerCount()));
    } catch (IOException e) {
      probe = null;
      if (consumerLink.isOpen()) {
        LOG.debug("depth of queue {} unknown", queue, e);
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Where the server counts delivered messages too, those that we hold are taken off; what other
  /// processes hold cannot be seen.
  private long ready(String queue, int counted) {
    QueueConsumer consumer = consumers.get(queue);
    return server.dialect().countsDelivered() && consumer != null
        ? Math.max(0, counted - consumer.unanswered())
        : counted;
  }

  /// Closes both links politely within `bound`, and cuts what is left then. Who comes second waits
  /// for the first, who would otherwise be cut short.
  void close(Duration bound) {
    failure.compareAndSet(null, new IOException("closed"));
    try {
      if (closing.compareAndSet(false, true)) {
        closeOnce(bound);
      } else {
        boolean _ = closed.await(bound.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeOnce(Duration bound) throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    Thread first =
        consumerLink.closing(bound, () -> consumers.values().forEach(QueueConsumer::flush));
    Thread second = publisherLink.closing(bound, () -> {});
    try {
      first.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      second.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    } finally {
      consumerLink.cut();
      publisherLink.cut();
      timer.shutdownNow();
      closed.countDown();
    }
  }

  private void soon(Runnable work) {
    try {
      var _ = timer.schedule(work, SOON_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The session is closed: the broker delivers again.
    }
  }
}
