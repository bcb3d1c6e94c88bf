package dev.cutover.kit;

/// A broker that a test may stop and start again.
public interface TestBroker {
  /// Address with user guest in the default virtual host.
  String url();

  /// A clean stop.
  void stop();

  /// Starts the broker when it does not run.
  void restart();
}
