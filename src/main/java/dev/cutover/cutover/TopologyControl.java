package dev.cutover.cutover;

/// Shows, creates and proves the exchanges, queues and bindings in the broker. Never deletes or
/// replaces anything.
///
/// All methods throw [dev.cutover.pipeline.BrokerUnavailable] when the broker cannot be asked.
public interface TopologyControl {

  /// Wanted against found; changes nothing.
  TopologyReport show() throws InterruptedException;

  /// Creates what is missing, then compares.
  TopologyReport apply() throws InterruptedException;

  /// Compares, and sends a test message through the exchange to each work queue.
  TopologyReport verify() throws InterruptedException;
}
