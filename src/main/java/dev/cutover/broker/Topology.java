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

  /// The names under which the topology stands. All programs of a target share [#STANDARD]; whoever
  /// measures takes names of its own, so that no worker of the target meets its hints.
  ///
  /// @param passing the queues go by themselves when nobody has used them for a while, where the
  ///   server can do that
  public record Names(String prefix, boolean passing) {
    public static final Names STANDARD = new Names("etl", false);

    /// Names of one's own; rights on `^etl\.` cover them.
    public static Names ofMyOwn(String mark) {
      return new Names(STANDARD.prefix + "." + mark, true);
    }

    String exchange() {
      return prefix + ".direct";
    }

    String deadExchange() {
      return prefix + ".dlx";
    }

    Queue work(Stage stage) {
      return new Queue(prefix + "." + stage.word(), stage, false);
    }

    Queue dead(Stage stage) {
      return new Queue(prefix + "." + stage.word() + ".dead", stage, true);
    }

    Binding binding(Stage stage) {
      return new Binding(exchange(), work(stage).name(), stage.word());
    }

    List<Exchange> exchanges() {
      return List.of(new Exchange(exchange()), new Exchange(deadExchange()));
    }

    List<Queue> queues() {
      return Stream.of(Stage.values())
          .flatMap(stage -> Stream.of(work(stage), dead(stage)))
          .toList();
    }

    List<Binding> bindings() {
      return queues().stream()
          .map(q -> new Binding(q.dead() ? deadExchange() : exchange(), q.name(), q.stage().word()))
          .toList();
    }
  }

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
    return Names.STANDARD.exchanges();
  }

  public static List<Queue> queues() {
    return Names.STANDARD.queues();
  }

  public static List<Binding> bindings() {
    return Names.STANDARD.bindings();
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
    return Names.STANDARD.work(stage);
  }

  static Queue dead(Stage stage) {
    return Names.STANDARD.dead(stage);
  }

  static Binding binding(Stage stage) {
    return Names.STANDARD.binding(stage);
  }
}
