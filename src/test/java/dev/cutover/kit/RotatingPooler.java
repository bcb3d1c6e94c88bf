package dev.cutover.kit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stand-in for a connection pooler in transaction mode: each client has two server sessions
/// behind it, and every transaction goes to the other one. The server must let users in without a
/// password.
public final class RotatingPooler implements AutoCloseable {
  private static final int SESSIONS = 2;

  private final ServerSocket door;
  private final String url;
  private final int serverPort;
  private final List<Socket> open = new ArrayList<>();

  private RotatingPooler(ServerSocket door, String url, int serverPort) {
    this.door = door;
    this.url = url;
    this.serverPort = serverPort;
  }

  /// Stands before the server of this JDBC URL.
  public static RotatingPooler before(String url) throws IOException {
    Matcher port = Pattern.compile("localhost:(\\d+)").matcher(url);
    if (!port.find()) {
      throw new IOException("no port in the URL");
    }
    ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    String mine = url.replace(port.group(), "localhost:" + door.getLocalPort());
    RotatingPooler pooler =
        new RotatingPooler(door, mine + "&sslmode=disable", Integer.parseInt(port.group(1)));
    Thread.ofVirtual().start(pooler::accept);
    return pooler;
  }

  /// What a client connects to.
  public String url() {
    return url;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        keep(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      byte[] startup = in.readNBytes(in.readInt() - Integer.BYTES);
      List<Socket> sessions = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        Socket session = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        keep(session);
        sessions.add(session);
        DataOutputStream server = new DataOutputStream(session.getOutputStream());
        server.writeInt(startup.length + Integer.BYTES);
        server.write(startup);
        answer(session, i == 0 ? out : new DataOutputStream(DataOutputStream.nullOutputStream()));
      }
      relay(in, out, sessions);
    } catch (IOException gone) {
      // The client or the pooler has closed: this conversation is over.
      return;
    }
  }

  private void relay(DataInputStream in, DataOutputStream out, List<Socket> sessions)
      throws IOException {
    int turn = 0;
    for (int type = in.read(); type >= 0; type = in.read()) {
      Socket session = sessions.get(turn % SESSIONS);
      byte[] body = in.readNBytes(in.readInt() - Integer.BYTES);
      DataOutputStream server = new DataOutputStream(session.getOutputStream());
      server.write(type);
      server.writeInt(body.length + Integer.BYTES);
      server.write(body);
      boolean ends = type == 'Q' || type == 'S';
      if (ends && answer(session, out) == 'I') {
        turn++;
      }
    }
  }

  /// Passes on what the server says up to its being ready, and gives its state.
  private static int answer(Socket session, DataOutputStream out) throws IOException {
    DataInputStream in = new DataInputStream(session.getInputStream());
    while (true) {
      int type = in.readByte();
      byte[] body = in.readNBytes(in.readInt() - Integer.BYTES);
      out.write(type);
      out.writeInt(body.length + Integer.BYTES);
      out.write(body);
      if (type == 'Z') {
        out.flush();
        return body[0];
      }
    }
  }

  private synchronized void keep(Socket socket) {
    open.add(socket);
  }

  @Override
  public synchronized void close() {
    try {
      door.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the pooler does not close", e);
    }
  }
}
