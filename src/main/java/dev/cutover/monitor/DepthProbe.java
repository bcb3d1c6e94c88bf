package dev.cutover.monitor;

import dev.cutover.job.Stage;
import java.util.List;
import java.util.Optional;

/// Looks at the depths of the pipeline's queues with what every AMQP broker answers, and changes
/// nothing. Connects when it is first asked and again after a failure.
public interface DepthProbe extends AutoCloseable {

  /// One reading a queue, work queues and dead queues, in the order of the stages.
  ///
  /// @throws dev.cutover.pipeline.BrokerUnavailable when the broker cannot be asked
  List<Reading> read() throws InterruptedException;

  /// Closes within 3 seconds. May be called twice.
  @Override
  void close();

  /// @param dead a queue of dead letters
  /// @param counted empty when there is no such queue
  record Reading(String queue, Stage stage, boolean dead, Optional<Counted> counted) {}

  /// @param ready messages waiting
  /// @param deliveredToo `ready` includes messages that are delivered and not acknowledged, which
  ///   this product of broker does not tell apart
  record Counted(long ready, int consumers, boolean deliveredToo) {}
}
