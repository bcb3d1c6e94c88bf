package dev.cutover.broker;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One connection to the broker together with its socket, so that it can be cut when the polite way
/// hangs: under an alarm the broker reads nothing from a publisher, and a close of the client
/// library then waits until the alarm is over.
final class Link {
  private final Connection connection;
  private final Socket socket;

  Link(Connection connection, Socket socket) {
    this.connection = connection;
    this.socket = socket;
  }

  Connection connection() {
    return connection;
  }

  /// Null when the connection is not encrypted.
  @Nullable SSLSession tls() {
    return socket instanceof SSLSocket encrypted ? encrypted.getSession() : null;
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  /// Asks for a close on a thread of its own; [#cut()] is the caller's second step.
  ///
  /// @param first what to say before good-bye; may hang like everything else
  Thread closing(Duration bound, Runnable first) {
    return Thread.ofPlatform()
        .daemon()
        .name("broker-close")
        .start(
            () -> {
              first.run();
              connection.abort(Math.toIntExact(bound.toMillis()));
            });
  }

  /// Frees every thread that hangs in a write or read of this connection.
  void cut() {
    cut(socket);
  }

  static void cut(Socket socket) {
    try {
      // Without lingering, a TLS socket would first try to send its good-bye into the full buffer.
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // Closed already: then there is nothing to cut.
    }
    try {
      socket.close();
    } catch (IOException _) {
      // The file descriptor is released all the same.
    }
  }
}
