package dev.cutover.broker;

import static org.awaitility.Awaitility.await;

import dev.cutover.kit.TestRabbit;
import dev.cutover.pipeline.Hint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A queue on a RabbitMQ node that held nothing of ours before.
abstract class RabbitCase {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final TestRabbit rabbit = TestRabbit.start();
  BrokerQueue queue;

  @BeforeEach
  void connect() throws Exception {
    try (RawClient raw = new RawClient(rabbit.url())) {
      raw.removeTopology();
    }
    queue = JobQueueContract.open(rabbit.url());
    await().atMost(PATIENCE).until(queue::canPublish);
  }

  @AfterEach
  void close() {
    queue.close();
  }

  static List<Hint> hints(int from, int count) {
    return JobQueueContract.hints(from, count);
  }
}
