package dev.cutover.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.cutover.pipeline.BrokerUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes away a topology that somebody made under names of their own. That of the target is never
/// touched.
public final class TopologyRemoval {
  private static final Logger LOG = LoggerFactory.getLogger(TopologyRemoval.class);
  private static final Duration GOOD_BYE = Duration.ofSeconds(2);

  private interface Deletion {
    void on(Channel channel) throws IOException;
  }

  private TopologyRemoval() {}

  /// Deletes queues and exchanges, whatever is in them. What is not there is passed over.
  ///
  /// @throws IllegalArgumentException for names that do not pass by themselves
  /// @throws BrokerUnavailable when the broker cannot be asked
  public static void remove(BrokerAddress address, Topology.Names names)
      throws InterruptedException {
    if (!names.passing()) {
      throw new IllegalArgumentException("the topology " + names.prefix() + " is not ours alone");
    }
    BrokerConnector connector =
        new BrokerConnector(address, BrokerTiming.STANDARD, "cutover cleaning", null);
    @Nullable Link link = null;
    try {
      link = connector.open("topology");
      for (Topology.Queue queue : names.queues()) {
        delete(link.connection(), channel -> channel.queueDelete(queue.name()));
      }
      for (Topology.Exchange exchange : names.exchanges()) {
        delete(link.connection(), channel -> channel.exchangeDelete(exchange.name()));
      }
    } catch (IOException | TimeoutException | RuntimeException e) {
      throw new BrokerUnavailable(BrokerFailure.of(address, e).problem(), e);
    } finally {
      if (link != null) {
        link.closing(GOOD_BYE, () -> {}).join(GOOD_BYE);
        link.cut();
      }
    }
  }

  /// On a channel of its own, for Qpid closes it over a queue that is not there.
  private static void delete(Connection connection, Deletion deletion) throws IOException {
    Channel channel =
        connection.openChannel().orElseThrow(() -> new IOException("no channel left"));
    try {
      deletion.on(channel);
      channel.abort();
    } catch (IOException e) {
      if (!(e.getCause() instanceof ShutdownSignalException signal) || signal.isHardError()) {
        throw e;
      }
      LOG.debug("passed over at the broker: {}", signal.getMessage());
    }
  }
}
