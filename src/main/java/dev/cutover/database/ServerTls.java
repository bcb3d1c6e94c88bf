package dev.cutover.database;

import dev.cutover.check.TlsFacts;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Looks at the certificate that a PostgreSQL server shows. Only looks: it trusts nothing, sends no
/// password, and goes away after the handshake. Whether the certificate is to be trusted is the
/// driver's business, by `sslmode`.
final class ServerTls {
  private static final int WAIT_MILLIS = 5_000;
  private static final int REQUEST_LENGTH = 8;
  private static final int REQUEST_CODE = 80_877_103;

  private ServerTls() {}

  /// Empty when the server speaks no TLS.
  static Optional<TlsFacts> look(String host, int port) throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), WAIT_MILLIS);
      plain.setSoTimeout(WAIT_MILLIS);
      DataOutputStream out = new DataOutputStream(plain.getOutputStream());
      out.writeInt(REQUEST_LENGTH);
      out.writeInt(REQUEST_CODE);
      out.flush();
      return plain.getInputStream().read() == 'S'
          ? Optional.of(handshake(plain, host, port))
          : Optional.empty();
    }
  }

  private static TlsFacts handshake(Socket plain, String host, int port) throws IOException {
    Onlooker onlooker = new Onlooker();
    try (SSLSocket socket =
        (SSLSocket) context(onlooker).getSocketFactory().createSocket(plain, host, port, true)) {
      socket.startHandshake();
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return TlsFacts.of(
          socket.getSession().getProtocol(),
          shown.getSubjectX500Principal(),
          shown.getIssuerX500Principal(),
          shown.getNotAfter().toInstant());
    }
  }

  private static SSLContext context(Onlooker onlooker) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {onlooker}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /// Lets every certificate be seen.
  private static final class Onlooker implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
