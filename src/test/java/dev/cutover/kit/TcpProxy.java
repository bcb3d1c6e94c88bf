package dev.cutover.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// A TCP proxy on loopback that a test breaks on purpose: cut at a certain message, or silent while
/// open.
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Tap> tap = new AtomicReference<>((bytes, length) -> false);
  private volatile boolean silent;
  private volatile boolean away;

  /// Sees what a client sends, before it is passed on.
  public interface Tap {
    /// @return true to pass this on, drop the answer and cut the connection
    boolean cutsAfter(byte[] bytes, int length);
  }

  public TcpProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("proxy").start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  public void tap(Tap next) {
    tap.set(next);
  }

  /// Half open: connections stay, nothing passes in either direction.
  public void silence(boolean now) {
    silent = now;
  }

  /// As if the server had been stopped: every connection is cut and new ones end at once; until it
  /// is back.
  public void away(boolean now) {
    away = now;
    if (now) {
      cut();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        if (away) {
          client.close();
          continue;
        }
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(upstream);
        Thread.ofPlatform().daemon().start(() -> pump(client, upstream, true));
        Thread.ofPlatform().daemon().start(() -> pump(upstream, client, false));
      }
    } catch (IOException closed) {
      cut();
    }
  }

  private void pump(Socket from, Socket to, boolean upward) {
    byte[] buffer = new byte[64 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (silent) {
          continue;
        }
        boolean cut = upward && tap.get().cutsAfter(buffer, length);
        if (cut) {
          // The client's side goes first, so that no answer can slip through.
          from.close();
        }
        out.write(buffer, 0, length);
        out.flush();
        if (cut) {
          waitForServerToTakeIt(to);
          return;
        }
      }
    } catch (IOException gone) {
      sockets.remove(from);
    }
  }

  /// Closing at once could reset the connection before the server has read the message.
  private static void waitForServerToTakeIt(Socket upstream) throws IOException {
    upstream.shutdownOutput();
    InputStream rest = upstream.getInputStream();
    byte[] sink = new byte[1024];
    while (rest.read(sink) >= 0) {
      // The answer is dropped.
      continue;
    }
  }

  /// Cuts every connection.
  public void cut() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
