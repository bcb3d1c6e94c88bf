package dev.cutover.cutover.backup;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A database as a child process has to be told of it. Text of it never holds the password.
///
/// @param user null when the program is to find it by itself
/// @param password null when the program is to look it up in `.pgpass`
/// @param parameters of the connection, such as `sslmode`
public record Place(
    String host,
    int port,
    String database,
    @Nullable String user,
    @Nullable String password,
    Map<String, String> parameters) {

  public Place {
    parameters = Map.copyOf(parameters);
  }

  @Override
  public String toString() {
    return "postgresql://" + (user == null ? "" : user + "@") + host + ":" + port + "/" + database;
  }
}
