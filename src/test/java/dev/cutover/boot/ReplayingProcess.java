package dev.cutover.boot;

import dev.cutover.broker.BrokerAddress;
import dev.cutover.broker.BrokerMessageReturn;
import dev.cutover.database.Database;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.PgDeadLetters;
import dev.cutover.pipeline.DeadLetterFilter;
import dev.cutover.pipeline.DeadLetterReplay;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.pipeline.MessageReturn;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/// A console that replays everything and dies at a named point: `ReplayingProcess DB AMQP rate
/// before-send|after-send n`. Halting is what kill -9 is to a process.
final class ReplayingProcess {
  private ReplayingProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    Database database =
        new Database(
            DatabaseAddress.parse(arguments[0], Map.of()), "replay", 2, Duration.ofSeconds(30));
    DeadLetters letters = new PgDeadLetters(database);
    MessageReturn real = new BrokerMessageReturn(BrokerAddress.parse(arguments[1]), "replay");
    boolean after = arguments[3].equals("after-send");
    int last = Integer.parseInt(arguments[4]);
    int[] calls = new int[1];
    MessageReturn broker =
        new MessageReturn() {
          @Override
          public Sent send(DeadLetters.Claimed letter) throws InterruptedException {
            boolean now = ++calls[0] == last;
            if (now && !after) {
              Runtime.getRuntime().halt(137);
            }
            Sent sent = real.send(letter);
            if (now) {
              Runtime.getRuntime().halt(137);
            }
            return sent;
          }

          @Override
          public void close() {
            real.close();
          }
        };
    new DeadLetterReplay(
            letters,
            broker,
            DeadLetterFilter.OPEN,
            letters.count(DeadLetterFilter.OPEN),
            Double.parseDouble(arguments[2]),
            "child",
            "test",
            UUID.randomUUID())
        .run();
  }
}
