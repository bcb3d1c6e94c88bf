package dev.cutover.broker;

import com.rabbitmq.client.Delivery;
import dev.cutover.pipeline.JobQueue.DeadMessage;
import dev.cutover.pipeline.JobQueue.Intake;
import dev.cutover.pipeline.JobQueue.Receipt;
import java.util.concurrent.atomic.LongAdder;

/// Turns deliveries into calls of an [Intake]. Stateless but for the count of test messages.
final class Deliveries {
  private final HintCodec codec;
  private final LongAdder probes = new LongAdder();

  Deliveries(HintCodec codec) {
    this.codec = codec;
  }

  long probesSeen() {
    return probes.sum();
  }

  QueueConsumer.Receiver work(String queue, Intake intake) {
    return (delivery, receipt) -> {
      switch (decode(delivery)) {
        case Received.OfHint(var hint) -> intake.hint(hint, receipt);
        case Received.Probe _ -> drop(receipt);
        case Received.Foreign(var job) ->
            intake.foreignJob(job.withHeaders(HeaderJson.of(delivery)), receipt);
        case Received.Unreadable(var reason) ->
            intake.unreadable(
                new DeadMessage(queue, reason, delivery.getBody(), HeaderJson.of(delivery)),
                receipt);
      }
    };
  }

  QueueConsumer.Receiver dead(String queue, Intake intake) {
    return (delivery, receipt) -> {
      Received content = decode(delivery);
      if (content instanceof Received.Probe) {
        drop(receipt);
        return;
      }
      DeathRecord death = DeathRecord.of(delivery.getProperties().getHeaders(), queue);
      intake.unreadable(
          new DeadMessage(
              death.origin(),
              death.reason() + kind(content),
              delivery.getBody(),
              HeaderJson.of(delivery)),
          receipt);
    };
  }

  private Received decode(Delivery delivery) {
    return codec.decode(delivery.getBody(), delivery.getProperties().getMessageId());
  }

  private void drop(Receipt receipt) {
    probes.increment();
    receipt.acknowledge();
  }

  private static String kind(Received content) {
    return switch (content) {
      case Received.OfHint(var hint) -> "; a hint of job " + hint.job() + ", whose row decides";
      case Received.Probe _ -> "; a test message";
      case Received.Foreign _ -> "; a whole job";
      case Received.Unreadable(var reason) -> "; " + reason;
    };
  }
}
