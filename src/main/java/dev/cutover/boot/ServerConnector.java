package dev.cutover.boot;

import dev.cutover.job.Problem;
import dev.cutover.ui.Connection;
import dev.cutover.ui.Connector;
import dev.cutover.ui.Environment;
import java.util.function.Consumer;

/// Opens the servers that a session names, for a window; each try with a session of its own.
public final class ServerConnector implements Connector {
  private final Session session;
  private final Environment.Kind kind;

  public ServerConnector(Session session, Environment.Kind kind) {
    this.session = session;
    this.kind = kind;
  }

  @Override
  public Connection connect(Consumer<Step> step) throws Exception {
    Session own = session.fresh();
    try {
      return ConsoleConnection.open(own, session.target().name(), kind, step);
    } catch (Exception failure) {
      try {
        own.close();
      } catch (RuntimeException closing) {
        failure.addSuppressed(closing);
      }
      throw failure;
    }
  }

  @Override
  public Problem explain(Exception failure) {
    return Explanation.of(failure);
  }
}
