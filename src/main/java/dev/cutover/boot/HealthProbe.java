package dev.cutover.boot;

import dev.cutover.broker.BrokerQueue;
import dev.cutover.database.Database;
import dev.cutover.database.DatabaseTrouble;
import dev.cutover.job.Problem;
import dev.cutover.monitor.Health;
import org.jspecify.annotations.Nullable;

/// Asks both servers whether they are there.
final class HealthProbe implements Health.Probe {
  private final Database database;
  private final BrokerQueue broker;

  HealthProbe(Database database, BrokerQueue broker) {
    this.database = database;
    this.broker = broker;
  }

  @Override
  public Health look() {
    long begun = System.nanoTime();
    Problem problem = null;
    try {
      database.ping();
    } catch (DatabaseTrouble trouble) {
      problem = Explanation.of(trouble);
    }
    long millis = problem == null ? (System.nanoTime() - begun) / 1_000_000 : -1;
    return new Health(millis, problem, brokerProblem());
  }

  private @Nullable Problem brokerProblem() {
    if (broker.server().isPresent()) {
      return broker.trouble().orElse(null);
    }
    return broker
        .trouble()
        .orElse(new Problem(Health.CONNECTING, "The broker is being connected to.", ""));
  }
}
