package dev.cutover.boot;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An address as a person types or pastes it, taken apart into an address line that may be stored
/// and the password that was inside.
///
/// @param text without password
/// @param password null when there was none
record AddressLine(String text, @Nullable String password) {
  private static final String POSTGRESQL = "postgresql://";
  private static final String JDBC = "jdbc:";

  /// Takes `postgresql://..`, `jdbc:postgresql://..`, `service=name` and `host:port/database`.
  static AddressLine database(String typed) {
    String text = typed.strip();
    if (text.startsWith(JDBC)) {
      text = text.substring(JDBC.length());
    }
    if (text.startsWith("service=")) {
      String service = text.substring("service=".length()).strip();
      return new AddressLine(
          POSTGRESQL + "/?service=" + URLEncoder.encode(service, StandardCharsets.UTF_8), null);
    }
    if (!text.isEmpty() && !text.contains("://")) {
      text = POSTGRESQL + text;
    }
    return of(text);
  }

  /// Takes `amqp[s]://..`.
  static AddressLine broker(String typed) {
    return of(typed.strip());
  }

  private static AddressLine of(String text) {
    int scheme = text.indexOf("://");
    if (scheme < 0) {
      return new AddressLine(text, null);
    }
    String before = text.substring(0, scheme + 3);
    int question = text.indexOf('?', scheme);
    String rest = question < 0 ? text.substring(scheme + 3) : text.substring(scheme + 3, question);
    // The last @ ends the account, so that a password with an unescaped @ or / is found whole.
    int at = rest.lastIndexOf('@');
    String account = at < 0 ? "" : rest.substring(0, at);
    int colon = account.indexOf(':');
    String user = colon < 0 ? account : account.substring(0, colon);
    String inside = colon < 0 ? null : decoded(account.substring(colon + 1));
    Query query = Query.of(question < 0 ? "" : text.substring(question + 1));
    String place = rest.substring(at + 1);
    return new AddressLine(
        before + (at < 0 ? "" : user + "@") + place + query.others(),
        inside == null || inside.isEmpty() ? query.password() : inside);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  /// The part behind the question mark; JDBC addresses have the password there.
  private record Query(String others, @Nullable String password) {
    static Query of(String text) {
      List<String> others = new ArrayList<>();
      String password = null;
      for (String pair : text.split("&", -1)) {
        if (pair.startsWith("password=")) {
          password = decoded(pair.substring("password=".length()));
        } else if (!pair.isEmpty()) {
          others.add(pair);
        }
      }
      return new Query(others.isEmpty() ? "" : "?" + String.join("&", others), password);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
