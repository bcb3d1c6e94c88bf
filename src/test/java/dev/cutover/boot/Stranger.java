package dev.cutover.boot;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.cutover.broker.BrokerAddress;
import dev.cutover.job.Stage;
import java.util.List;

/// Another program at the same broker.
final class Stranger {
  private final BrokerAddress address;

  Stranger(String url) {
    this.address = BrokerAddress.parse(url);
  }

  private Connection connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(address.host());
    factory.setPort(address.port());
    factory.setUsername(address.user());
    factory.setPassword(address.password());
    return factory.newConnection("another program");
  }

  /// What earlier tests left.
  void emptyQueues() throws Exception {
    try (Connection connection = connect()) {
      for (Stage stage : Stage.values()) {
        for (String name : List.of(stage.queue(), stage.queue() + ".dead")) {
          try (Channel channel = connection.createChannel()) {
            channel.queuePurge(name);
          } catch (Exception _) {
            // The first test finds no queue yet.
          }
        }
      }
    }
  }

  /// Straight into the queue of the extract stage.
  void send(AMQP.BasicProperties properties, List<byte[]> bodies) throws Exception {
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      for (byte[] body : bodies) {
        channel.basicPublish("", Stage.EXTRACT.queue(), properties, body);
      }
      channel.waitForConfirmsOrDie(20_000);
    }
  }
}
