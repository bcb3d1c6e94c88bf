package dev.cutover.boot;

import dev.cutover.broker.BrokerAddress;
import dev.cutover.broker.BrokerQueue;
import dev.cutover.broker.Topology;
import dev.cutover.broker.TopologyInspector;
import dev.cutover.cutover.SchemaMigrator;
import dev.cutover.cutover.TopologyControl;
import dev.cutover.database.Database;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.Migrations;
import dev.cutover.database.PgIntegrationAdmin;
import dev.cutover.database.PgIntegrations;
import dev.cutover.database.PgJobActions;
import dev.cutover.database.PgJobBrowser;
import dev.cutover.database.PgJobStore;
import dev.cutover.database.PgMappings;
import dev.cutover.database.PgMonitor;
import dev.cutover.database.PgRawStore;
import dev.cutover.database.PgRuns;
import dev.cutover.database.PgSchedules;
import dev.cutover.embedded.EmbeddedServices;
import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.monitor.JobBrowser;
import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.pipeline.JobActions;
import dev.cutover.pipeline.JobStore;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.Runs;
import dev.cutover.pipeline.StageHandler;
import dev.cutover.pipeline.Transactions;
import dev.cutover.pipeline.stage.ExtractHandler;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.pipeline.stage.Integrations;
import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Schedules;
import dev.cutover.pipeline.stage.SourceSystem;
import dev.cutover.secret.EncryptedFileStore;
import dev.cutover.secret.KnownSecrets;
import dev.cutover.source.SourceTime;
import dev.cutover.source.Sources;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Everything of the program over one target, built when it is first asked for and closed in
/// reverse. What a command does not need is not opened: looking at jobs starts no broker.
public final class Session implements AutoCloseable {
  private static final Duration COMMAND_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration WORKER_TIMEOUT = Duration.ofMinutes(2);
  private static final int COMMAND_POOL = 4;

  /// Two pages under way and one statement beside them.
  private static final int EXTRACTION_POOL = 3;

  private final Target target;
  private final Home home;
  private final KnownSecrets known;
  private final Map<String, String> environment;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final String worker = HostName.get() + "/" + ProcessHandle.current().pid();
  private @Nullable Session base;
  private Topology.Names names = Topology.Names.STANDARD;
  private @Nullable Sources sources;
  private boolean usedBroker;
  private boolean readsOnly;
  private @Nullable EmbeddedServices embedded;
  private @Nullable DatabaseAddress databaseAddress;
  private @Nullable Database database;

  public Session(Target target, Home home, KnownSecrets known, Map<String, String> environment) {
    this.target = target;
    this.home = home;
    this.known = known;
    this.environment = environment;
  }

  private Session(Session base, DatabaseAddress database, Topology.Names names) {
    this(base.target, base.home, base.known, base.environment);
    this.base = base;
    this.databaseAddress = database;
    this.names = names;
  }

  /// The same servers, another database, other names at the broker. To be closed before this one.
  Session at(DatabaseAddress other, Topology.Names others) {
    return new Session(this, other, others);
  }

  /// A session over the same target in which nothing is open yet.
  Session fresh() {
    return new Session(target, home, known, environment);
  }

  Target target() {
    return target;
  }

  KnownSecrets secretsKnown() {
    return known;
  }

  /// The same servers once more, with pools of its own. To be closed before this one.
  Session again() {
    return at(databaseAddress(), names);
  }

  /// The same servers, with sessions at the database that cannot write.
  Session reading() {
    Session reader = again();
    reader.readsOnly = true;
    return reader;
  }

  /// A session of its own on the same servers, for measuring.
  public Scratch scratch() {
    return Scratch.open(this);
  }

  /// Where the program keeps its files.
  public Home home() {
    return home;
  }

  public boolean isEmbedded() {
    return target.isEmbedded();
  }

  private EmbeddedServices embedded() {
    EmbeddedServices services = embedded;
    if (services == null) {
      services = EmbeddedServices.open(home.embedded());
      embedded = services;
      opened.push(services);
    }
    return services;
  }

  public DatabaseAddress databaseAddress() {
    DatabaseAddress address = databaseAddress;
    if (address == null) {
      String named = target.database();
      if (named != null) {
        address = target.withPassword(DatabaseAddress.parse(named, environment));
      } else if (target.isEmbedded()) {
        var server = embedded().database();
        address =
            new DatabaseAddress(
                server.host(),
                server.port(),
                server.database(),
                server.user(),
                server.password(),
                Map.of());
      } else {
        throw missing("database", "--db postgresql://user@host:port/database (or CUTOVER_DB)");
      }
      remember(address.password());
      databaseAddress = address;
    }
    return address;
  }

  public BrokerAddress brokerAddress() {
    if (base != null) {
      return base.brokerAddress();
    }
    BrokerAddress address;
    String named = target.broker();
    if (named != null) {
      address = target.withPassword(BrokerAddress.parse(named));
    } else if (target.isEmbedded()) {
      var server = embedded().broker();
      address =
          new BrokerAddress(
              server.host(),
              server.port(),
              false,
              server.user(),
              server.password(),
              server.virtualHost());
    } else {
      throw missing("broker", "--broker amqp://user@host:port/vhost (or CUTOVER_BROKER)");
    }
    remember(address.password());
    return address;
  }

  void remember(@Nullable String secret) {
    if (secret != null && !secret.isEmpty()) {
      known.add(secret);
    }
  }

  private static Refused missing(String what, String how) {
    return new Refused(
        2,
        new Problem(
            "target." + what,
            "The command needs a " + what + ", and none is named.",
            "Give " + how + "."));
  }

  /// A small pool for commands.
  public Database database() {
    Database pool = database;
    if (pool == null) {
      pool =
          readsOnly
              ? Database.readOnly(databaseAddress(), "window", COMMAND_POOL, COMMAND_TIMEOUT)
              : new Database(databaseAddress(), "command", COMMAND_POOL, COMMAND_TIMEOUT);
      database = pool;
      opened.push(pool);
    }
    return pool;
  }

  /// Migrations of the database, each on a connection of its own.
  public SchemaMigrator migrations() {
    return new Migrations(databaseAddress()::connect);
  }

  public PipelineMonitor monitor() {
    return new PgMonitor(database());
  }

  public JobBrowser jobs() {
    return new PgJobBrowser(database());
  }

  public JobActions jobActions() {
    return new PgJobActions(database());
  }

  /// The raw rows of the live database.
  public RawRowPorts rawRows() {
    return RawRowPorts.of(database(), databaseAddress().toString(), integrations());
  }

  public Runs runs() {
    return new PgRuns(database());
  }

  public IntegrationAdmin integrationAdmin() {
    return new PgIntegrationAdmin(database());
  }

  public Mappings mappings() {
    return new PgMappings(database());
  }

  public Schedules schedules() {
    return new PgSchedules(database());
  }

  public Integrations integrations() {
    return new PgIntegrations(database(), secrets());
  }

  private IntegrationSecrets secrets() {
    return new IntegrationSecrets(
        new EncryptedFileStore(home.secret()), known, environment, databaseAddress().toString());
  }

  public void keepSecret(long integration, String secret) {
    secrets().keep(integration, secret);
  }

  public void forgetSecret(long integration) {
    secrets().forget(integration);
  }

  public synchronized SourceSystem sources() {
    Sources made = sources;
    if (made == null) {
      // One for the process: it lets one request at a time through to an integration.
      made = new Sources(SourceTime.of(InstantSource.system()), RandomGenerator.getDefault());
      sources = made;
    }
    return made;
  }

  public TopologyControl topology() {
    return new TopologyInspector(brokerAddress());
  }

  /// What looks at queues and dead letters.
  public QueueParts queues() {
    return new QueueParts(this, names, worker);
  }

  /// A variable of the environment.
  @Nullable String variable(String name) {
    return environment.get(name);
  }

  /// Closes it with the session.
  <T extends AutoCloseable> T closing(T part) {
    opened.push(part);
    return part;
  }

  /// A connection to the broker that reconnects by itself.
  public BrokerQueue queue(String role) {
    BrokerQueue queue =
        new BrokerQueue(brokerAddress(), worker + " " + role, InstantSource.system(), names);
    usedBroker = true;
    opened.push(queue);
    return queue;
  }

  /// Product and version of the broker.
  public String brokerFacts() throws InterruptedException {
    return topology().show().server();
  }

  /// True when queues may have been made at the broker.
  boolean hasUsedBroker() {
    return usedBroker;
  }

  /// An extraction without dispatcher and broker, for measuring it alone.
  public record Extraction(JobStore jobs, StageHandler handler, Transactions transactions) {}

  public Extraction extraction() {
    Database pool = new Database(databaseAddress(), "worker", EXTRACTION_POOL, WORKER_TIMEOUT);
    opened.push(pool);
    PgJobStore store = new PgJobStore(pool, worker);
    PgIntegrations settings = new PgIntegrations(pool, secrets());
    return new Extraction(
        store,
        new ExtractHandler(sources(), settings, new PgRawStore(pool), store, pool, () -> {}),
        pool);
  }

  /// Workers for a piece of work; the caller starts them. Closed with the session at the latest.
  public PipelineRuntime workers(Set<Stage> stages, int slots) {
    return runtime(each(stages, slots), false);
  }

  /// Workers that stay: they also start the runs that are due by their schedule.
  public PipelineRuntime standingWorkers(Set<Stage> stages, int slots) {
    return standingWorkers(each(stages, slots));
  }

  /// The same with jobs at once by stage.
  PipelineRuntime standingWorkers(Map<Stage, Integer> slots) {
    return runtime(slots, true);
  }

  private static Map<Stage, Integer> each(Set<Stage> stages, int slots) {
    Map<Stage, Integer> each = new EnumMap<>(Stage.class);
    stages.forEach(stage -> each.put(stage, slots));
    return each;
  }

  private PipelineRuntime runtime(Map<Stage, Integer> slots, boolean stays) {
    // An extraction has two pages under way; three are for what keeps house beside the jobs.
    int connections =
        slots.values().stream().mapToInt(Integer::intValue).sum()
            + slots.getOrDefault(Stage.EXTRACT, 0)
            + 3;
    Database pool = new Database(databaseAddress(), "worker", connections, WORKER_TIMEOUT);
    opened.push(pool);
    BrokerQueue queue = queue("worker");
    PipelineRuntime runtime =
        new WorkerParts(pool, queue, worker, HostName.get())
            .runtime(sources(), new PgIntegrations(pool, secrets()), slots, stays);
    opened.push(runtime);
    return runtime;
  }

  /// Closes in reverse order; a failure does not keep the rest open.
  @Override
  public void close() {
    RuntimeException first = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
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
