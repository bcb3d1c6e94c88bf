package dev.cutover.broker;

import dev.cutover.job.Stage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What must exist in the broker, as data. How a queue is told its settings depends on the server:
/// [Dialect].
public final class Topology {
  public static final String EXCHANGE = "etl.direct";
  public static final String DEAD_EXCHANGE = "etl.dlx";

  /// Redeliveries after which a message is dead, whatever the consumer does.
  static final int DELIVERY_LIMIT = 20;

  /// Far above the dispatch window; reached only when something runs away, and then publishes are
  /// refused.
  static final int MAX_LENGTH = 100_000;

  private Topology() {}

  /// A durable direct exchange.
  public record Exchange(String name) {}

  /// A durable queue.
  ///
  /// @param dead a queue of dead letters: no limit, no expiry, nothing behind it
  public record Queue(String name, Stage stage, boolean dead) {}

  public record Binding(String exchange, String queue, String key) {
    @Override
    public String toString() {
      return exchange + " -> " + queue + " (key " + key + ")";
    }
  }

  /// A policy as an administrator would set it; the same settings as the arguments of [Dialect].
  public record Policy(String name, String pattern, Map<String, Object> definition) {}

  public static List<Exchange> exchanges() {
    return List.of(new Exchange(EXCHANGE), new Exchange(DEAD_EXCHANGE));
  }

  public static List<Queue> queues() {
    return Stream.of(Stage.values()).flatMap(stage -> Stream.of(work(stage), dead(stage))).toList();
  }

  public static List<Binding> bindings() {
    return queues().stream()
        .map(q -> new Binding(q.dead() ? DEAD_EXCHANGE : EXCHANGE, q.name(), q.stage().word()))
        .toList();
  }

  /// One policy a stage: the dead-letter routing key differs.
  public static List<Policy> policies() {
    return Stream.of(Stage.values())
        .map(
            stage ->
                new Policy(
                    "cutover-" + stage.word(),
                    "^etl\\." + stage.word() + "$",
                    Map.of(
                        "delivery-limit",
                        DELIVERY_LIMIT,
                        "dead-letter-exchange",
                        DEAD_EXCHANGE,
                        "dead-letter-routing-key",
                        stage.word(),
                        "dead-letter-strategy",
                        "at-least-once",
                        "overflow",
                        "reject-publish",
                        "max-length",
                        MAX_LENGTH)))
        .toList();
  }

  static Queue work(Stage stage) {
    return new Queue(stage.queue(), stage, false);
  }

  static Queue dead(Stage stage) {
    return new Queue(stage.queue() + ".dead", stage, true);
  }

  static Binding binding(Stage stage) {
    return new Binding(EXCHANGE, stage.queue(), stage.word());
  }
}
