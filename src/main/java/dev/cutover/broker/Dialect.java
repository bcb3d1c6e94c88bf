package dev.cutover.broker;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server understands of queue settings, chosen by the `product` and `version` that it
/// tells.
///
/// Never "declare and hope": RabbitMQ silently accepts arguments it does not know, Qpid closes the
/// whole connection (542) for them. No dialect ever sends `x-max-priority`: quorum queues refuse
/// it, and the order of jobs is decided in the table.
public enum Dialect {
  /// RabbitMQ 3.10 to 3.x: quorum queues with at-least-once dead lettering.
  RABBITMQ_3,
  /// RabbitMQ 4: as before, but a quorum queue has a delivery limit of 20 by default, which would
  /// throw away a dead letter that was put back too often.
  RABBITMQ_4,
  /// Apache Qpid Broker-J: plain durable queues.
  QPID,
  /// Any other or older server: plain durable queues. Hints need no more.
  PLAIN;

  private static final int FORGOTTEN_AFTER_MILLIS = 30 * 60 * 1000;
  private static final Pattern VERSION =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*", Pattern.DOTALL);

  public static Dialect of(String product, String version) {
    if (product.toLowerCase(Locale.ROOT).contains("qpid")) {
      return QPID;
    }
    Matcher numbers = VERSION.matcher(version);
    if (!product.equals("RabbitMQ") || !numbers.matches()) {
      return PLAIN;
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    if (major >= 4) {
      return RABBITMQ_4;
    }
    return major == 3 && minor >= 10 ? RABBITMQ_3 : PLAIN;
  }

  /// True when the broker itself moves rejected, expired and too often delivered messages to the
  /// dead queues.
  public boolean deadLetters() {
    return this == RABBITMQ_3 || this == RABBITMQ_4;
  }

  /// True when declaring something that exists with other settings costs a channel (406), not the
  /// connection.
  boolean comparesSafely() {
    return this == RABBITMQ_3 || this == RABBITMQ_4;
  }

  /// True when hints are sent transient and in transactions. Qpid's store writes three rows a
  /// message: 2,000 hints a second stored, 26,000 in memory (two cores, under load). A hint that
  /// dies with the broker is dispatched again when its row is found queued over an empty queue.
  boolean keepsHintsInMemory() {
    return this == QPID;
  }

  /// True when the server's count of messages includes those that are delivered but not
  /// acknowledged.
  boolean countsDelivered() {
    return this == QPID;
  }

  /// The arguments of the first declaration.
  Map<String, Object> arguments(Topology.Queue queue) {
    return arguments(queue, Topology.Names.STANDARD);
  }

  /// The same for a queue that stands under other names.
  Map<String, Object> arguments(Topology.Queue queue, Topology.Names names) {
    Map<String, Object> arguments = new LinkedHashMap<>(typeArguments());
    if (!deadLetters()) {
      return arguments;
    }
    if (names.passing()) {
      arguments.put("x-expires", FORGOTTEN_AFTER_MILLIS);
    }
    if (queue.dead()) {
      if (this == RABBITMQ_4) {
        arguments.put("x-delivery-limit", -1);
      }
      return arguments;
    }
    arguments.put("x-delivery-limit", Topology.DELIVERY_LIMIT);
    arguments.put("x-dead-letter-exchange", names.deadExchange());
    arguments.put("x-dead-letter-routing-key", queue.stage().word());
    arguments.put("x-dead-letter-strategy", "at-least-once");
    // At-least-once dead lettering falls back to at-most-once, silently, with any other overflow.
    arguments.put("x-overflow", "reject-publish");
    arguments.put("x-max-length", Topology.MAX_LENGTH);
    return arguments;
  }

  /// What cannot be given by a policy: the arguments of a queue whose other settings are policies.
  Map<String, Object> typeArguments() {
    return deadLetters() ? Map.of("x-queue-type", "quorum") : Map.of();
  }
}
