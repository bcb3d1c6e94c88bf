package dev.cutover.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// Asks a broker about its exchanges and queues, and declares them. Every question goes over a
/// channel of its own, because a "no" closes the channel.
final class Catalogue {

  /// How the broker answered one question.
  sealed interface Answer {
    record Present(int ready, int consumers) implements Answer {}

    record Absent(String text) implements Answer {}

    /// It exists with other settings (406); the text names the first that differs.
    record Different(String text) implements Answer {}

    /// A right is missing (403).
    record Refused(String text) implements Answer {}
  }

  private interface Question {
    Answer ask(Channel channel) throws IOException;
  }

  private final Connection connection;

  Catalogue(Connection connection) {
    this.connection = connection;
  }

  Answer find(Topology.Exchange exchange) throws IOException {
    return ask(
        channel -> {
          channel.exchangeDeclarePassive(exchange.name());
          return new Answer.Present(0, 0);
        });
  }

  /// Creates the exchange, or compares it when it exists.
  Answer declare(Topology.Exchange exchange) throws IOException {
    return ask(
        channel -> {
          channel.exchangeDeclare(exchange.name(), BuiltinExchangeType.DIRECT, true);
          return new Answer.Present(0, 0);
        });
  }

  Answer find(Topology.Queue queue) throws IOException {
    return ask(channel -> present(channel.queueDeclarePassive(queue.name())));
  }

  /// Creates the queue, or compares it when it exists.
  Answer declare(Topology.Queue queue, Map<String, Object> arguments) throws IOException {
    return ask(
        channel -> present(channel.queueDeclare(queue.name(), true, false, false, arguments)));
  }

  /// Deletes a queue in which nothing is and which nobody reads. Asked first and deleted then: a
  /// quorum queue refuses the conditions of AMQP for a delete by closing the connection.
  Answer removeUnused(Topology.Queue queue) throws IOException {
    Answer found = find(queue);
    boolean unused =
        found instanceof Answer.Present(int ready, int consumers) && ready == 0 && consumers == 0;
    return unused
        ? ask(
            channel -> {
              channel.queueDelete(queue.name());
              return new Answer.Absent("");
            })
        : found;
  }

  /// Deletes an exchange that has no binding.
  Answer removeUnused(Topology.Exchange exchange) throws IOException {
    return find(exchange) instanceof Answer.Present
        ? ask(
            channel -> {
              channel.exchangeDelete(exchange.name(), true);
              return new Answer.Absent("");
            })
        : new Answer.Absent("");
  }

  /// Creates the binding; nothing happens when it exists.
  Answer bind(Topology.Binding binding) throws IOException {
    return ask(
        channel -> {
          channel.queueBind(binding.queue(), binding.exchange(), binding.key());
          return new Answer.Present(0, 0);
        });
  }

  private static Answer present(AMQP.Queue.DeclareOk ok) {
    return new Answer.Present(ok.getMessageCount(), ok.getConsumerCount());
  }

  private Answer ask(Question question) throws IOException {
    Channel channel =
        connection.openChannel().orElseThrow(() -> new IOException("no channel left"));
    try {
      Answer answer = question.ask(channel);
      channel.close();
      return answer;
    } catch (TimeoutException e) {
      throw new IOException("the broker did not close a channel in time", e);
    } catch (IOException e) {
      if (e.getCause() instanceof ShutdownSignalException signal
          && signal.getReason() instanceof AMQP.Channel.Close close) {
        return switch (close.getReplyCode()) {
          case AMQP.NOT_FOUND -> new Answer.Absent(close.getReplyText());
          case AMQP.PRECONDITION_FAILED, AMQP.NOT_ALLOWED, AMQP.RESOURCE_LOCKED ->
              new Answer.Different(close.getReplyText());
          case AMQP.ACCESS_REFUSED -> new Answer.Refused(close.getReplyText());
          default -> throw e;
        };
      }
      throw e;
    }
  }
}
