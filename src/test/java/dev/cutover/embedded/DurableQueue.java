package dev.cutover.embedded;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One durable queue on the broker under test, by the client library that the program uses.
final class DurableQueue {
  private static final String NAME = "etl.extract";

  private DurableQueue() {}

  static Connection connect(BrokerAddress address, String password) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(address.host());
    factory.setPort(address.port());
    factory.setVirtualHost(address.virtualHost());
    factory.setUsername(address.user());
    factory.setPassword(password);
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }

  static void publish(BrokerAddress address, String text) throws Exception {
    try (Connection connection = connect(address, address.password());
        var channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.queueDeclare(NAME, true, false, false, null);
      channel.basicPublish(
          "",
          NAME,
          MessageProperties.MINIMAL_PERSISTENT_BASIC,
          text.getBytes(StandardCharsets.UTF_8));
      channel.waitForConfirmsOrDie(10_000);
    }
  }

  static List<String> drain(BrokerAddress address) throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection connection = connect(address, address.password());
        var channel = connection.createChannel()) {
      GetResponse response = channel.basicGet(NAME, true);
      while (response != null) {
        found.add(new String(response.getBody(), StandardCharsets.UTF_8));
        response = channel.basicGet(NAME, true);
      }
    }
    return found;
  }
}
