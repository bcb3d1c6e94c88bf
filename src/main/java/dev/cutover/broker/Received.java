package dev.cutover.broker;

import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobQueue.ForeignJob;

/// What a message turned out to be.
sealed interface Received {

  record OfHint(Hint hint) implements Received {}

  /// A test message of [TopologyInspector#verify()]: acknowledged and counted, nothing else.
  record Probe(String id) implements Received {}

  record Foreign(ForeignJob job) implements Received {}

  record Unreadable(String reason) implements Received {}
}
