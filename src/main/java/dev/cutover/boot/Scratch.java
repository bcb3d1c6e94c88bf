package dev.cutover.boot;

import dev.cutover.broker.Topology;
import dev.cutover.broker.TopologyRemoval;
import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.ScratchDatabase;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.random.RandomGenerator;

/// A session on the target's servers with a database and queues of its own, both of which are gone
/// when it is closed. What the target holds is neither read nor written.
public final class Scratch implements AutoCloseable {
  private static final int MARK_BYTES = 5;

  private final Session base;
  private final DatabaseAddress server;
  private final DatabaseAddress database;
  private final String mark;
  private final Topology.Names names;
  private final Session session;
  private boolean usedBroker;

  private Scratch(Session base, DatabaseAddress server, DatabaseAddress database, String mark) {
    this.base = base;
    this.server = server;
    this.database = database;
    this.mark = mark;
    this.names = Topology.Names.ofMyOwn(prefix(mark));
    this.session = base.at(database, names);
  }

  /// Creates the database and brings it to the schema of this program.
  static Scratch open(Session base) {
    byte[] mark = new byte[MARK_BYTES];
    RandomGenerator.getDefault().nextBytes(mark);
    String text = HexFormat.of().formatHex(mark);
    DatabaseAddress server = base.databaseAddress();
    DatabaseAddress database = ScratchDatabase.create(server, text);
    Scratch scratch = new Scratch(base, server, database, text);
    try {
      if (scratch.session.migrations().migrate() instanceof MigrationOutcome.Refused refused) {
        throw new IllegalStateException(
            "The scratch database could not be migrated: " + refused.problems());
      }
      return scratch;
    } catch (RuntimeException e) {
      scratch.session.close();
      ScratchDatabase.drop(server, database);
      throw e;
    }
  }

  public Session session() {
    return session;
  }

  /// One more, for the caller to close before this.
  public Session another() {
    usedBroker = true;
    return base.at(database, names);
  }

  /// For a child process on the same database and queues: their addresses, passwords included, so
  /// for its environment only. [#mark] goes with them.
  public Map<String, String> environment() {
    usedBroker = true;
    return Map.of("CUTOVER_DB", database.toUri(), "CUTOVER_BROKER", base.brokerAddress().toUri());
  }

  /// What the names of the queues are made of.
  public String mark() {
    return mark;
  }

  static String prefix(String mark) {
    return "bench_" + mark;
  }

  public String databaseName() {
    return database.database();
  }

  /// For a connection of one's own.
  public String jdbcUrl() {
    return database.jdbcUrl();
  }

  public Properties jdbcProperties() {
    Properties properties = database.properties();
    properties.setProperty("ApplicationName", "cutover/bench");
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }

  /// Removes queues and database, also when the thread was interrupted: that is what the closing is
  /// for.
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    RuntimeException failure = null;
    try {
      session.close();
    } catch (RuntimeException e) {
      failure = e;
    }
    try {
      if (usedBroker || session.hasUsedBroker()) {
        TopologyRemoval.remove(base.brokerAddress(), names);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (RuntimeException e) {
      failure = e;
    }
    try {
      ScratchDatabase.drop(server, database);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
