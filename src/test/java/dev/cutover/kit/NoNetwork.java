package dev.cutover.kit;

import dev.cutover.Main;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The program in a process that ends at once, with a status of its own, when it makes a socket of
/// any kind. Names of hosts are looked up in an empty file.
public final class NoNetwork {
  /// Exit status of a process that tried.
  public static final int TOUCHED = 97;

  private NoNetwork() {}

  /// For [CutoverProcess#run].
  public static List<String> main(Path folder) throws IOException {
    Path hosts = folder.resolve("no-hosts");
    Files.writeString(hosts, "");
    return List.of(
        "-Djdk.net.hosts.file=" + hosts,
        "-Djava.nio.channels.spi.SelectorProvider=" + Refusing.class.getName(),
        NoNetwork.class.getName());
  }

  @SuppressWarnings("deprecation") // there is no other way to see every socket
  public static void main(String[] arguments) throws Exception {
    Socket.setSocketImplFactory(NoNetwork::touched);
    ServerSocket.setSocketFactory(NoNetwork::touched);
    if (arguments.length > 0 && arguments[0].equals("touch")) {
      try (Socket socket = new Socket()) {
        System.out.println(socket.isConnected());
      }
      return;
    }
    Main.main(arguments);
  }

  private static SocketImpl touched() {
    new IllegalStateException("the network was touched").printStackTrace();
    Runtime.getRuntime().halt(TOUCHED);
    throw new IllegalStateException();
  }

  /// Of channels.
  public static final class Refusing extends SelectorProvider {
    private static IOException refused() {
      touched();
      return new IOException();
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
      throw refused();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
      throw refused();
    }

    @Override
    public Pipe openPipe() throws IOException {
      throw refused();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
      throw refused();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
      throw refused();
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
      throw refused();
    }
  }
}
