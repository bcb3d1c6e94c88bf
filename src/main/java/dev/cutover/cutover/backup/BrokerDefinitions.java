package dev.cutover.cutover.backup;

/// The broker's exchanges, queues, bindings and policies as a document, where it gives one.
public interface BrokerDefinitions {
  BrokerDefinitions NONE = () -> new None("no broker is named");

  Answer read() throws InterruptedException;

  /// What came of asking for them.
  sealed interface Answer {}

  /// @param json without users and passwords
  record Document(byte[] json) implements Answer {}

  /// @param why in words, such as `no broker is named`
  record None(String why) implements Answer {}
}
