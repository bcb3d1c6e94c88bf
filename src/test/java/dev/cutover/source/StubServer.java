package dev.cutover.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/// A real HTTP server on loopback that answers with exactly the bytes a test writes, right or
/// wrong.
final class StubServer implements AutoCloseable {
  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ServerSocket socket;
  private final String scheme;
  private final Script script;
  private volatile boolean open = true;

  record Request(String method, String path, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  interface Script {
    void answer(Request request, OutputStream out) throws Exception;
  }

  StubServer(Script script) throws IOException {
    this("http", ServerSocketFactory.getDefault(), script);
  }

  StubServer(String scheme, ServerSocketFactory sockets, Script script) throws IOException {
    this.scheme = scheme;
    this.script = script;
    this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  String url() {
    return scheme + "://localhost:" + socket.getLocalPort();
  }

  int port() {
    return socket.getLocalPort();
  }

  static void json(OutputStream out, String body, String... headers) throws IOException {
    reply(out, 200, "application/json", body, headers);
  }

  static void reply(OutputStream out, int status, String type, String body, String... headers)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    StringBuilder head =
        new StringBuilder(
            "HTTP/1.1 "
                + status
                + " X\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + bytes.length
                + "\r\nConnection: close\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    out.write((head + "\r\n").getBytes(ISO_8859_1));
    out.write(bytes);
    out.flush();
  }

  static void raw(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    open = false;
    socket.close();
  }

  private void serve() {
    while (open) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> talk(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket connection) {
    try (connection) {
      InputStream in = connection.getInputStream();
      String head = head(in);
      if (head.isEmpty()) {
        return;
      }
      Map<String, String> headers = new TreeMap<>();
      String[] lines = head.split("\r\n");
      for (int i = 1; i < lines.length; i++) {
        String[] pair = lines[i].split(":", 2);
        headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      String body = new String(in.readNBytes(length), UTF_8);
      String[] first = lines[0].split(" ");
      Request request = new Request(first[0], first[1], headers, body);
      requests.add(request);
      script.answer(request, connection.getOutputStream());
    } catch (Exception gone) {
      // The client hung up, or the script meant to break the connection.
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int c;
    while ((c = in.read()) >= 0) {
      head.write(c);
      byte[] bytes = head.toByteArray();
      int n = bytes.length;
      if (n > 3 && bytes[n - 1] == '\n' && bytes[n - 3] == '\n') {
        return head.toString(ISO_8859_1);
      }
    }
    return "";
  }
}
