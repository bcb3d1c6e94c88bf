package dev.cutover.monitor;

import java.util.Map;

/// What the broker's management interface knows beyond AMQP.
public interface QueueStatistics {

  /// Figures by the queue's name.
  ///
  /// @throws dev.cutover.pipeline.BrokerUnavailable when the interface cannot be asked
  Map<String, Figures> read() throws InterruptedException;

  /// @param unacknowledged delivered to a consumer and not answered
  /// @param published messages a second
  record Figures(long unacknowledged, double published, double delivered, double acknowledged) {}
}
