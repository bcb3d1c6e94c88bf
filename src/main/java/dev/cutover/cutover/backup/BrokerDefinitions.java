package dev.cutover.cutover.backup;

import java.util.Optional;

/// The broker's exchanges, queues, bindings and policies as a document, where it gives one.
public interface BrokerDefinitions {
  BrokerDefinitions NONE = Optional::empty;

  /// JSON without users and passwords; empty when the broker gives none.
  Optional<byte[]> read() throws InterruptedException;
}
