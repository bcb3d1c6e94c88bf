package dev.cutover.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// TCP ports on 127.0.0.1.
final class LoopbackPort {
  static final String HOST = "127.0.0.1";
  private static final int PATIENCE_MILLIS = 1000;

  private LoopbackPort() {}

  /// A port nobody listens on at this moment.
  static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address())) {
      return socket.getLocalPort();
    }
  }

  /// True when a server of ours could listen there now.
  static boolean isFree(int port) throws IOException {
    if (port <= 0 || answers(port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      // A port whose last connections are in TIME_WAIT is free for a server, as PostgreSQL sees it
      // too.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address(), port), 1);
      return true;
    } catch (java.net.BindException taken) {
      return false;
    }
  }

  /// True when somebody accepts connections there.
  static boolean answers(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address(), port), PATIENCE_MILLIS);
      return true;
    } catch (java.net.ConnectException | java.net.SocketTimeoutException nobody) {
      return false;
    }
  }

  private static InetAddress address() {
    return InetAddress.ofLiteral(HOST);
  }
}
