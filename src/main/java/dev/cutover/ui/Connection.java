package dev.cutover.ui;

/// Open servers behind the window.
public interface Connection extends AutoCloseable {

  Environment environment();

  /// Ports that read.
  ConsolePorts ports();

  /// Ports that change something; opened when first asked for.
  ///
  /// @throws RuntimeException when the servers do not let this user in to write
  Acts acts();

  /// Closes what was opened, in reverse; workers of this window drain first.
  @Override
  void close();
}
