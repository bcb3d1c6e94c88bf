package dev.cutover.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a database is and who we are there. `toString` masks the password; a missing password is
/// looked up by the driver in `.pgpass`.
///
/// @param parameters further connection parameters such as `sslmode`
public record DatabaseAddress(
    String host,
    int port,
    String database,
    @Nullable String user,
    @Nullable String password,
    Map<String, String> parameters) {
  private static final int DEFAULT_PORT = 5432;

  /// What is a part of this record; other settings of a service are parameters of the driver.
  private static final Set<String> PLACE = Set.of("host", "port", "dbname", "user", "password");

  private static final Map<String, String> VARIABLES =
      Map.of(
          "host", "PGHOST",
          "port", "PGPORT",
          "dbname", "PGDATABASE",
          "user", "PGUSER",
          "password", "PGPASSWORD",
          "sslmode", "PGSSLMODE");

  /// Reads `postgresql://user:password@host:port/database?sslmode=..`; what it leaves out is taken
  /// from libpq's environment variables (PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, PGSSLMODE,
  /// PGSERVICE). A service that is named, in the address or by PGSERVICE, is looked up in the
  /// user's service file; it fills what the address leaves out before the environment does.
  ///
  /// @throws IllegalArgumentException with a message that does not hold the password
  public static DatabaseAddress parse(String text, Map<String, String> environment) {
    if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
      throw new IllegalArgumentException(
          "The database address must look like postgresql://user@host:port/database.");
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "The database address is not a valid address: "
              + e.getReason()
              + " at character "
              + e.getIndex()
              + ". Special characters of a password must be percent-encoded.");
    }
    String[] account = account(uri);
    Map<String, String> parameters = parameters(uri.getRawQuery());
    Map<String, String> defaults = defaults(parameters.remove("service"), environment);
    Optional.ofNullable(defaults.get("sslmode"))
        .ifPresent(mode -> parameters.putIfAbsent("sslmode", mode));
    defaults.forEach(
        (name, value) -> {
          if (!PLACE.contains(name)) {
            parameters.putIfAbsent(name, value);
          }
        });
    String path = uri.getPath() == null ? "" : uri.getPath();
    String user = account[0] == null ? defaults.get("user") : account[0];
    String database =
        path.length() > 1
            ? path.substring(1)
            : defaults.getOrDefault("dbname", user == null ? "postgres" : user);
    return new DatabaseAddress(
        host(uri, defaults),
        uri.getPort() > 0 ? uri.getPort() : port(defaults.get("port")),
        database,
        user,
        account[1] == null ? defaults.get("password") : account[1],
        Map.copyOf(parameters));
  }

  /// What the service says, and what the environment says where the service is silent.
  private static Map<String, String> defaults(
      @Nullable String named, Map<String, String> environment) {
    Map<String, String> defaults = new LinkedHashMap<>();
    VARIABLES.forEach(
        (name, variable) -> {
          String value = environment.get(variable);
          if (value != null && !value.isEmpty()) {
            defaults.put(name, value);
          }
        });
    String service = named == null ? environment.get("PGSERVICE") : named;
    if (service != null && !service.isEmpty()) {
      defaults.putAll(ServiceFile.of(environment).read(service));
    }
    return defaults;
  }

  private static int port(@Nullable String text) {
    try {
      return text == null ? DEFAULT_PORT : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("The database's port is not a number: " + text + ".");
    }
  }

  private static String host(URI uri, Map<String, String> defaults) {
    return uri.getHost() == null || uri.getHost().isEmpty()
        ? defaults.getOrDefault("host", "localhost")
        : uri.getHost();
  }

  private static @Nullable String[] account(URI uri) {
    String raw = uri.getRawUserInfo();
    if (raw == null || raw.isEmpty()) {
      return new @Nullable String[] {null, null};
    }
    int colon = raw.indexOf(':');
    return colon < 0
        ? new @Nullable String[] {decode(raw), null}
        : new @Nullable String[] {
          decode(raw.substring(0, colon)), decode(raw.substring(colon + 1))
        };
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// Without account; see [#properties()].
  public String jdbcUrl() {
    String hostPart = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return "jdbc:postgresql://"
        + hostPart
        + ":"
        + port
        + "/"
        + java.net.URLEncoder.encode(database, StandardCharsets.UTF_8);
  }

  /// Driver properties: account and parameters. They are not part of the URL, which libraries log.
  public Properties properties() {
    Properties properties = new Properties();
    parameters.forEach(properties::setProperty);
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  /// A new connection outside any pool, for locks and migrations; the caller closes it.
  public Connection connect() throws SQLException {
    Properties properties = properties();
    properties.setProperty("ApplicationName", "cutover/single");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(jdbcUrl(), properties);
  }

  /// The address with its password, for handing it on; never for showing.
  public String toUri() {
    StringBuilder uri = new StringBuilder("postgresql://");
    if (user != null) {
      uri.append(encode(user));
      if (password != null) {
        uri.append(':').append(encode(password));
      }
      uri.append('@');
    }
    return uri.append(host)
        .append(':')
        .append(port)
        .append('/')
        .append(encode(database))
        .toString();
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// The same account with the password from a safer place than an address line.
  public DatabaseAddress withPassword(String secret) {
    return new DatabaseAddress(host, port, database, user, secret, parameters);
  }

  /// The same server, another database.
  public DatabaseAddress withDatabase(String other) {
    return new DatabaseAddress(host, port, other, user, password, parameters);
  }

  @Override
  public String toString() {
    return "postgresql://" + (user == null ? "" : user + "@") + host + ":" + port + "/" + database;
  }
}
