package dev.cutover.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.cutover.job.Stage;
import dev.cutover.monitor.DepthProbe;
import dev.cutover.pipeline.BrokerUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks for depths by passive declaration, over a connection of its own: it declares, consumes and
/// publishes nothing. To be asked by one thread at a time.
public final class AmqpDepths implements DepthProbe {
  private static final Duration GOOD_BYE = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private final BrokerConnector connector;
  private final Topology.Names names;
  private @Nullable Link link;
  private @Nullable Channel channel;
  private boolean deliveredToo;

  /// @param clientName shown in the broker's list of connections
  public AmqpDepths(BrokerAddress address, String clientName, Topology.Names names) {
    this(new BrokerConnector(address, prompt(BrokerTiming.STANDARD), clientName, null, names));
  }

  AmqpDepths(BrokerConnector connector) {
    this.connector = connector;
    this.names = connector.names();
  }

  /// Depths are asked for once a second: an answer that takes longer than this is none.
  private static BrokerTiming prompt(BrokerTiming timing) {
    return new BrokerTiming(
        timing.connect(),
        timing.heartbeat(),
        ANSWER,
        timing.confirm(),
        timing.retryFirst(),
        timing.retryLast(),
        timing.refusedPause(),
        timing.watchdog(),
        timing.probe());
  }

  @Override
  public synchronized List<Reading> read() throws InterruptedException {
    try {
      List<Reading> readings = new ArrayList<>();
      for (Stage stage : Stage.values()) {
        readings.add(reading(names.work(stage)));
        readings.add(reading(names.dead(stage)));
      }
      return readings;
    } catch (IOException | TimeoutException | RuntimeException e) {
      drop();
      throw new BrokerUnavailable(BrokerFailure.of(connector.address(), e).problem(), e);
    }
  }

  private Reading reading(Topology.Queue queue) throws IOException, TimeoutException {
    return new Reading(queue.name(), queue.stage(), queue.dead(), counted(queue.name()));
  }

  private Optional<Counted> counted(String queue) throws IOException, TimeoutException {
    try {
      AMQP.Queue.DeclareOk ok = channel().queueDeclarePassive(queue);
      return Optional.of(new Counted(ok.getMessageCount(), ok.getConsumerCount(), deliveredToo));
    } catch (IOException e) {
      // The "no" costs the channel, not the connection.
      channel = null;
      if (e.getCause() instanceof ShutdownSignalException signal
          && !signal.isHardError()
          && signal.getReason() instanceof AMQP.Channel.Close close
          && close.getReplyCode() == AMQP.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Channel channel() throws IOException, TimeoutException {
    Channel open = channel;
    if (open != null && open.isOpen()) {
      return open;
    }
    Link connected = link;
    if (connected == null || !connected.isOpen()) {
      drop();
      connected = connector.open("depths");
      link = connected;
      deliveredToo = ServerFacts.of(connected.connection()).dialect().countsDelivered();
    }
    Channel fresh =
        connected.connection().openChannel().orElseThrow(() -> new IOException("no channel left"));
    channel = fresh;
    return fresh;
  }

  private void drop() {
    if (link != null) {
      link.cut();
    }
    link = null;
    channel = null;
  }

  @Override
  public void close() {
    Link open;
    synchronized (this) {
      open = link;
      link = null;
      channel = null;
    }
    if (open != null) {
      try {
        open.closing(GOOD_BYE, () -> {}).join(GOOD_BYE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        open.cut();
      }
    }
  }
}
