package dev.cutover.broker;

import com.rabbitmq.client.Connection;
import java.util.Map;

/// What a server says of itself when a connection opens.
record ServerFacts(String product, String version) {

  static ServerFacts of(Connection connection) {
    Map<String, Object> properties = connection.getServerProperties();
    return new ServerFacts(text(properties, "product"), text(properties, "version"));
  }

  Dialect dialect() {
    return Dialect.of(product, version);
  }

  @Override
  public String toString() {
    return product + " " + version;
  }

  private static String text(Map<String, Object> properties, String key) {
    // LongString of the client library prints as its UTF-8 text.
    return String.valueOf(properties.getOrDefault(key, "unknown"));
  }
}
