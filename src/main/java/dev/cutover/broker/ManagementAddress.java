package dev.cutover.broker;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Where RabbitMQ's management interface is: `http[s]://[user:password@]host:port[/path]`. Without
/// a user in it, that of the broker's own address is taken.
public record ManagementAddress(URI base, String user, String password) {

  /// @throws IllegalArgumentException when the text is no such address; the message does not quote
  ///   it, for it may hold a password
  public static ManagementAddress parse(String text, BrokerAddress broker) {
    int scheme = text.indexOf("://");
    int at = text.lastIndexOf('@');
    if (scheme < 0 || !(text.startsWith("http://") || text.startsWith("https://"))) {
      throw refused("it must begin with http:// or https://");
    }
    String login = at < 0 ? "" : text.substring(scheme + 3, at);
    String rest = text.substring(0, scheme + 3) + text.substring(at < 0 ? scheme + 3 : at + 1);
    int colon = login.indexOf(':');
    try {
      URI base = new URI(rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest);
      if (base.getHost() == null) {
        throw refused("the host is missing or malformed");
      }
      return login.isEmpty()
          ? new ManagementAddress(base, broker.user(), broker.password())
          : new ManagementAddress(
              base,
              decode(colon < 0 ? login : login.substring(0, colon)),
              colon < 0 ? "" : decode(login.substring(colon + 1)));
    } catch (URISyntaxException | IllegalArgumentException _) {
      throw refused("host, port or path is malformed");
    }
  }

  /// The place without the person.
  public String place() {
    return base.toString();
  }

  @Override
  public String toString() {
    return place() + " as " + user;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "Address of the management interface not understood: "
            + why
            + ". Form: http[s]://[user:password@]host:port.");
  }
}
