package dev.cutover.embedded.oldservice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/// What the service reads from its `.env` when it starts.
///
/// @param rowsPerSecond business rows it writes, as long as it runs
/// @param jobSeconds how long one of its jobs runs
record Settings(
    String host,
    int port,
    String database,
    String user,
    String password,
    int rowsPerSecond,
    int jobSeconds) {

  static Settings read(Path file) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : Files.readString(file).split("\\R")) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        values.put(line.substring(0, equals).strip(), unquoted(line.substring(equals + 1).strip()));
      }
    }
    return new Settings(
        needed(values, "POSTGRES_HOST"),
        Integer.parseInt(needed(values, "POSTGRES_PORT")),
        needed(values, "POSTGRES_DATABASE"),
        needed(values, "POSTGRES_USER"),
        needed(values, "POSTGRES_PASSWORD"),
        Integer.parseInt(values.getOrDefault("ETL_ROWS_PER_SECOND", "200")),
        Integer.parseInt(values.getOrDefault("ETL_JOB_SECONDS", "2")));
  }

  private static String needed(Map<String, String> values, String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalStateException(".env has no " + key);
    }
    return value;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.startsWith("\"") && value.endsWith("\"")
                || value.startsWith("'") && value.endsWith("'"));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  Properties credentials() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "etl-service");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    return properties;
  }

  /// Without the password.
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database + ", " + rowsPerSecond + " rows/s";
  }
}
