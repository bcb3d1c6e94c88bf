package dev.cutover.embedded;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A process that uses the embedded PostgreSQL until it is told to close, or killed.
final class PostgresUser {
  private PostgresUser() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.open(Path.of(arguments[0]));
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("READY " + server.address().port());
      System.out.flush();
      commands.readLine();
    }
    System.out.println("CLOSED");
  }
}
