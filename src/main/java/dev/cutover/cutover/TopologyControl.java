package dev.cutover.cutover;

import java.util.List;

/// Shows, creates and proves the exchanges, queues and bindings in the broker. Never replaces
/// anything, and takes away only what it is told by name, empty and unused.
///
/// All methods throw [dev.cutover.pipeline.BrokerUnavailable] when the broker cannot be asked.
public interface TopologyControl {

  /// Wanted against found; changes nothing.
  TopologyReport show() throws InterruptedException;

  /// Creates what is missing, then compares.
  TopologyReport apply() throws InterruptedException;

  /// Takes away what somebody made and nobody uses. A queue with messages or consumers is left and
  /// told.
  ///
  /// @param objects as they are called in a report, such as `queue etl.extract`
  /// @return what was left, each with why; what is not there is passed over
  List<TopologyDifference> remove(List<String> objects) throws InterruptedException;

  /// Compares, and sends a test message through the exchange to each work queue.
  TopologyReport verify() throws InterruptedException;
}
