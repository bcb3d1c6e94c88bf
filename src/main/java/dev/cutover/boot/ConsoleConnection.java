package dev.cutover.boot;

import dev.cutover.broker.BrokerQueue;
import dev.cutover.job.Stage;
import dev.cutover.monitor.Health;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import dev.cutover.pipeline.Runs;
import dev.cutover.profile.Colour;
import dev.cutover.profile.Profile;
import dev.cutover.ui.Acts;
import dev.cutover.ui.Connection;
import dev.cutover.ui.Connector;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.CutoverPorts;
import dev.cutover.ui.Environment;
import dev.cutover.ui.QueueActs;
import dev.cutover.ui.QueuePorts;
import dev.cutover.ui.RawPorts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A window's open servers. Reading goes through sessions that cannot write; the ports that write
/// are made when they are first asked for.
final class ConsoleConnection implements Connection {
  private static final int EMBEDDED_SLOTS = 2;

  private final Session session;
  private final Session reader;
  private final Environment environment;
  private final ConsolePorts ports;
  private final WindowWorkers workers;
  private final WindowBackups backups;
  private final WindowCutover cutover;
  private final WindowSchema schema;
  private @Nullable Acts acts;

  private ConsoleConnection(Session session, Environment environment, Session reader) {
    this.session = session;
    this.reader = reader;
    this.environment = environment;
    this.workers = new WindowWorkers(session);
    this.backups = new WindowBackups(new BackupParts(session, System.getenv()));
    this.cutover = new WindowCutover(session);
    this.schema = new WindowSchema(session);
    BrokerQueue queue = session.queue("window");
    Health.Probe health = new HealthProbe(reader.database(), queue);
    this.ports =
        new ConsolePorts(
            reader.monitor(),
            reader.jobs(),
            reader.integrationAdmin(),
            reader.mappings(),
            reader.schedules(),
            health,
            rawPorts(reader.rawRows()),
            new QueuePorts(
                reader.queues().sampler(null).depths(),
                reader.topology(),
                reader.queues().deadLetters()),
            new CutoverPorts(cutover, backups, schema),
            Explanation::of);
  }

  private static RawPorts rawPorts(RawRowPorts rows) {
    return new RawPorts(rows.source(), rows.loaded(), rows.expected(), rows.journeys());
  }

  /// @throws Exception when a server cannot be reached or its schema is not ours
  static ConsoleConnection open(
      Session session, String name, Environment.Kind kind, Consumer<Connector.Step> step)
      throws Exception {
    step.accept(
        session.isEmbedded() ? Connector.Step.STARTING_SERVICES : Connector.Step.OPENING_DATABASE);
    String database = session.databaseAddress().toString();
    step.accept(Connector.Step.MIGRATING);
    Ready.window(session);
    step.accept(Connector.Step.OPENING_BROKER);
    String broker = session.brokerAddress().place();
    if (session.isEmbedded()) {
      Ready.broker(session);
    }
    ConsoleConnection connection =
        new ConsoleConnection(
            session, environment(session, name, kind, database, broker), session.reading());
    if (session.isEmbedded()) {
      step.accept(Connector.Step.STARTING_WORKERS);
      connection.workers.setSlots(everywhere(EMBEDDED_SLOTS));
    }
    return connection;
  }

  private static Environment environment(
      Session session, String name, Environment.Kind kind, String database, String broker) {
    Colour chosen = session.target().colour();
    Colour colour = chosen == null ? Colour.usualFor(Profile.Kind.valueOf(kind.name())) : chosen;
    return new Environment(name, kind, colour, database, broker);
  }

  private static Map<Stage, Integer> everywhere(int slots) {
    Map<Stage, Integer> all = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      all.put(stage, slots);
    }
    return all;
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public ConsolePorts ports() {
    return ports;
  }

  @Override
  public synchronized Acts acts() {
    Acts made = acts;
    if (made == null) {
      Runs runs = session.runs();
      made =
          new Acts(
              request -> start(runs, request),
              session.jobActions(),
              session.integrationAdmin(),
              session.mappings(),
              session.schedules(),
              session.rawRows().acts(),
              workers,
              new QueueActs(
                  session.topology(),
                  session.queues().deadLetters(),
                  session.queues()::messageReturn),
              cutover,
              backups,
              schema,
              new SampleIntegration(session),
              "window:" + System.getProperty("user.name", "unknown"));
      acts = made;
    }
    return made;
  }

  private RunStart start(Runs runs, RunRequest request) {
    RunStart start = runs.start(request);
    workers.wake();
    return start;
  }

  /// What is being carried out comes to a safe point before anything it uses is closed.
  @Override
  public void close() {
    RuntimeException first = null;
    for (AutoCloseable each : List.of(cutover, backups, schema, workers, reader, session)) {
      try {
        each.close();
      } catch (Exception e) {
        if (first == null) {
          first = new IllegalStateException("closing failed: " + e.getMessage(), e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
