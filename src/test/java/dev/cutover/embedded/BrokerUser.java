package dev.cutover.embedded;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A process that uses the embedded broker; told "publish x" it stores a confirmed message, else it
/// closes.
final class BrokerUser {
  private BrokerUser() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.attachOrStart(Path.of(arguments[0]));
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      say("READY " + broker.address().port() + " " + broker.isHost());
      String line = commands.readLine();
      while (line != null && line.startsWith("publish ")) {
        DurableQueue.publish(broker.address(), line.substring(8));
        say("CONFIRMED");
        line = commands.readLine();
      }
    }
    say("CLOSED");
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
