package dev.cutover.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import dev.cutover.cutover.TopologyDifference;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.job.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Sends one test message through the exchange to each work queue.
///
/// AMQP lists no bindings, so only a message proves one: published mandatory, it comes back when no
/// queue is bound, and is confirmed when a queue has stored it. It is read back only from a queue
/// that was empty and unconsumed, because reading from a queue with work in it would disturb that
/// work (a message put back counts as a delivery, and loses its place on some brokers). Otherwise
/// the workers meet it, recognise it (`{"v":1,"probe":...}`), acknowledge and count it.
final class TestMessage {
  private final Connection connection;
  private final Duration patience;

  TestMessage(Connection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
  }

  /// @param differences receives the bindings that turned out to be missing
  List<TopologyReport.RoundTrip> run(List<TopologyDifference> differences)
      throws IOException, TimeoutException, InterruptedException {
    List<TopologyReport.RoundTrip> trips = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      trips.add(run(stage, differences));
    }
    return trips;
  }

  private TopologyReport.RoundTrip run(Stage stage, List<TopologyDifference> differences)
      throws IOException, TimeoutException, InterruptedException {
    String queue = stage.queue();
    Catalogue catalogue = new Catalogue(connection);
    if (catalogue.find(new Topology.Exchange(Topology.EXCHANGE))
        instanceof Catalogue.Answer.Absent) {
      return failed(queue, "exchange " + Topology.EXCHANGE + " is missing");
    }
    if (!(catalogue.find(Topology.work(stage)) instanceof Catalogue.Answer.Present before)) {
      return failed(queue, "the queue is missing or may not be looked at");
    }
    try (Channel channel =
        connection.openChannel().orElseThrow(() -> new IOException("no channel left"))) {
      byte[] probe = HintCodec.probe(UUID.randomUUID());
      AtomicBoolean returned = new AtomicBoolean();
      channel.addReturnListener(_ -> returned.set(true));
      channel.confirmSelect();
      channel.basicPublish(Topology.EXCHANGE, stage.word(), true, properties(), probe);
      boolean confirmed = channel.waitForConfirms(patience.toMillis());
      // Qpid nacks an unroutable message first and returns it then; the answer to a question comes
      // after both.
      channel.basicQos(1);
      if (returned.get()) {
        String binding = "binding " + Topology.binding(stage);
        differences.add(TopologyChange.missing(binding, "Apply creates it"));
        return failed(queue, "the test message came back: " + binding + " is missing");
      }
      if (!confirmed) {
        return failed(queue, "the broker refused to store a test message (is the queue full?)");
      }
      if (before.ready() > 0 || before.consumers() > 0) {
        return passed(
            queue,
            "test message routed and confirmed; not read back, since the queue has "
                + before.ready()
                + " messages and "
                + before.consumers()
                + " consumers");
      }
      return readBack(channel, queue, probe);
    } catch (TimeoutException e) {
      return failed(queue, "no confirm within " + patience.toSeconds() + " s");
    }
  }

  private static TopologyReport.RoundTrip readBack(Channel channel, String queue, byte[] probe)
      throws IOException {
    GetResponse got = channel.basicGet(queue, false);
    if (got == null) {
      return failed(
          queue,
          "the test message was confirmed but did not arrive: its routing key is bound to another"
              + " queue, or somebody else took it");
    }
    if (!Arrays.equals(got.getBody(), probe)) {
      channel.basicReject(got.getEnvelope().getDeliveryTag(), true);
      return passed(
          queue, "test message routed and confirmed; work arrived before it was read back");
    }
    channel.basicAck(got.getEnvelope().getDeliveryTag(), false);
    return passed(queue, "test message routed, confirmed and read back");
  }

  private static AMQP.BasicProperties properties() {
    return new AMQP.BasicProperties.Builder()
        .contentType("application/json")
        .deliveryMode(2)
        .build();
  }

  private static TopologyReport.RoundTrip passed(String queue, String detail) {
    return new TopologyReport.RoundTrip(queue, true, detail);
  }

  private static TopologyReport.RoundTrip failed(String queue, String detail) {
    return new TopologyReport.RoundTrip(queue, false, detail);
  }
}
