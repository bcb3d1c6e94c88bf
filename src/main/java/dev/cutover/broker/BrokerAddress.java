package dev.cutover.broker;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Where the broker is and who we are there: `amqp[s]://user:password@host:port/vhost`.
///
/// Parsed by hand, because `java.net.URI` refuses host names with an underscore and quotes the
/// whole text, password included, in its complaints. The password is in no message and not in
/// [#toString()].
public record BrokerAddress(
    String host, int port, boolean tls, String user, String password, String vhost) {
  private static final int PLAIN_PORT = 5672;
  private static final int TLS_PORT = 5671;

  /// @throws IllegalArgumentException when the text is no such address; the message names the part
  public static BrokerAddress parse(String text) {
    int schemeEnd = text.indexOf("://");
    String scheme = schemeEnd < 0 ? "" : text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
    if (!scheme.equals("amqp") && !scheme.equals("amqps")) {
      throw refused("it must begin with amqp:// or amqps://");
    }
    boolean tls = scheme.equals("amqps");
    String rest = text.substring(schemeEnd + 3);
    if (rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
      throw refused(
          "options behind ? or # are not supported (a ? or # in the password is %3F or %23)");
    }
    // The last @ ends the credentials, so that a password with an unescaped @ or / still works.
    int at = rest.lastIndexOf('@');
    String login = at < 0 ? "" : rest.substring(0, at);
    String place = rest.substring(at + 1);
    int slash = place.indexOf('/');
    String hostPort = slash < 0 ? place : place.substring(0, slash);
    String path = slash < 0 ? "" : place.substring(slash + 1);
    if (path.indexOf('/') >= 0) {
      throw refused("a / inside the virtual host is written %2F");
    }
    int colon = login.indexOf(':');
    String user = decode("user", colon < 0 ? login : login.substring(0, colon));
    String password = colon < 0 ? "" : decode("password", login.substring(colon + 1));
    if (at < 0) {
      user = "guest";
      password = "guest";
    } else if (user.isEmpty()) {
      throw refused("the user is empty");
    }
    int portColon = portColon(hostPort);
    String host = portColon < 0 ? hostPort : hostPort.substring(0, portColon);
    int port = tls ? TLS_PORT : PLAIN_PORT;
    if (portColon >= 0 && portColon + 1 < hostPort.length()) {
      port = port(hostPort.substring(portColon + 1));
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '[' || c == ']')) {
      throw refused("the host is missing or malformed");
    }
    return new BrokerAddress(
        host, port, tls, user, password, path.isEmpty() ? "/" : decode("virtual host", path));
  }

  /// The same address with the password from a safer place than an address line.
  public BrokerAddress withPassword(String secret) {
    return new BrokerAddress(host, port, tls, user, secret, vhost);
  }

  /// The place without the person, for messages: `host:port/vhost`.
  public String place() {
    return bracketed() + ":" + port + (vhost.startsWith("/") ? vhost : "/" + vhost);
  }

  @Override
  public String toString() {
    return (tls ? "amqps://" : "amqp://") + user + ":***@" + place();
  }

  private String bracketed() {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  private static int portColon(String hostPort) {
    int bracket = hostPort.indexOf(']');
    int colon = hostPort.indexOf(':', bracket + 1);
    if (bracket < 0 && colon >= 0 && colon != hostPort.lastIndexOf(':')) {
      throw refused("an IPv6 address is written in brackets, as in amqp://[::1]:5672");
    }
    return colon;
  }

  private static int port(String digits) {
    if (!digits.matches("[0-9]{1,5}")) {
      throw refused("the port must be a number from 1 to 65535");
    }
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65535) {
      throw refused("the port must be a number from 1 to 65535");
    }
    return port;
  }

  private static String decode(String part, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      // Without the cause: it quotes the text, which may be the password.
      throw refused("a % in the " + part + " is not followed by two hex digits (write % as %25)");
    }
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "Broker address not understood: "
            + why
            + ". Form: amqp[s]://user:password@host:port/vhost.");
  }
}
