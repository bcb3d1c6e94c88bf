package dev.cutover.embedded;

import java.util.Properties;

/// Where the embedded PostgreSQL answers and as whom. The password is readable, never printed.
public record DatabaseAddress(
    String host, int port, String database, String user, String password) {

  /// The same server, another database.
  public DatabaseAddress withDatabase(String other) {
    return new DatabaseAddress(host, port, other, user, password);
  }

  /// Without user and password, which go in as properties.
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /// User and password for a driver.
  public Properties credentials() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return properties;
  }

  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
