package dev.cutover.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.cutover.job.Stage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Another program at the same broker: an administrator, the old service, a stranger.
final class RawClient implements AutoCloseable {
  private final Connection connection;
  final Channel channel;

  RawClient(String url) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    BrokerAddress address = BrokerAddress.parse(url);
    factory.setHost(address.host());
    factory.setPort(address.port());
    factory.setUsername(address.user());
    factory.setPassword(address.password());
    factory.setVirtualHost(address.vhost());
    factory.setAutomaticRecoveryEnabled(false);
    connection = factory.newConnection("raw client");
    channel = connection.createChannel();
    channel.confirmSelect();
  }

  /// Straight into the stage's queue, through the default exchange.
  void send(Stage stage, byte[] body) throws Exception {
    AMQP.@Nullable BasicProperties none = null;
    channel.basicPublish("", stage.queue(), none, body);
    channel.waitForConfirmsOrDie(20_000);
  }

  void send(Stage stage, String body) throws Exception {
    send(stage, body.getBytes(StandardCharsets.UTF_8));
  }

  /// Leaves the broker without any of our queues and exchanges.
  void removeTopology() throws Exception {
    for (Topology.Queue queue : Topology.queues()) {
      try (Channel own = connection.createChannel()) {
        own.queueDelete(queue.name());
      } catch (Exception _) {
        // Qpid refuses to delete what is not there.
      }
    }
    for (Topology.Exchange exchange : Topology.exchanges()) {
      try (Channel own = connection.createChannel()) {
        own.exchangeDelete(exchange.name());
      } catch (Exception _) {
        // As above.
      }
    }
  }

  @Override
  public void close() {
    connection.abort(2_000);
  }
}
