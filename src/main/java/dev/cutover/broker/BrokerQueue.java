package dev.cutover.broker;

import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobQueue;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The broker as the pipeline uses it. The constructor returns at once; a supervisor thread
/// connects, declares what is missing, consumes what is wanted, and begins anew whenever any of
/// that ends.
///
/// [#stopConsuming] hands nothing more to the intake and closes the channel, so that the broker
/// puts back whatever is unacknowledged by then; receipts that are answered later are ignored.
public final class BrokerQueue implements JobQueue {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerQueue.class);
  private static final int DEAD_PREFETCH = 50;

  private final BrokerAddress address;
  private final Topology.Names names;
  private final Deliveries deliveries;
  private final DepthProbe depths;
  private final BrokerSupervisor supervisor;
  private final Map<Stage, Problem> unroutable = new ConcurrentHashMap<>();

  /// @param clientName shown in the broker's list of connections, such as `cutover/host/worker`
  public BrokerQueue(BrokerAddress address, String clientName, InstantSource clock) {
    this(address, clientName, clock, Topology.Names.STANDARD);
  }

  /// @param names under which the topology stands
  public BrokerQueue(
      BrokerAddress address, String clientName, InstantSource clock, Topology.Names names) {
    this(
        address,
        clientName,
        BrokerTiming.STANDARD,
        RandomGenerator.getDefault(),
        clock,
        null,
        names);
  }

  /// @param trust certificates to trust, null for those of the platform
  public BrokerQueue(
      BrokerAddress address,
      String clientName,
      BrokerTiming timing,
      RandomGenerator random,
      InstantSource clock,
      @Nullable SSLContext trust) {
    this(address, clientName, timing, random, clock, trust, Topology.Names.STANDARD);
  }

  private BrokerQueue(
      BrokerAddress address,
      String clientName,
      BrokerTiming timing,
      RandomGenerator random,
      InstantSource clock,
      @Nullable SSLContext trust,
      Topology.Names names) {
    this.address = address;
    this.names = names;
    this.deliveries = new Deliveries(new HintCodec(new ForeignJobReader(clock)));
    this.depths = new DepthProbe(timing.probe());
    this.supervisor =
        new BrokerSupervisor(
            new BrokerConnector(address, timing, clientName, trust, names),
            new Backoff(timing.retryFirst(), timing.retryLast(), random),
            unroutable::clear);
    supervisor.start();
  }

  @Override
  public Set<Hint> publish(Stage stage, List<Hint> hints) throws InterruptedException {
    BrokerSession session = supervisor.session();
    if (session == null || hints.isEmpty()) {
      return new LinkedHashSet<>(hints);
    }
    ConfirmedPublisher.Result result = session.publisher().publish(stage, hints);
    if (result.cameBack() > 0) {
      cameBack(stage);
    } else if (result.lost().isEmpty()) {
      unroutable.remove(stage);
    }
    return result.lost();
  }

  @Override
  public boolean canPublish() {
    BrokerSession session = supervisor.session();
    return session != null && session.publisher().isFree();
  }

  @Override
  public void consume(Stage stage, int prefetch, Intake intake) {
    String queue = names.work(stage).name();
    supervisor.want(new Subscription(queue, prefetch, deliveries.work(queue, intake)));
  }

  @Override
  public void stopConsuming(Stage stage) {
    supervisor.unwant(names.work(stage).name());
  }

  /// Hands every message of the dead queues to [Intake#unreadable], with the queue in which it died
  /// and why, through reconnects until [#stopDeadLetters()]. It leaves the broker when its receipt
  /// is acknowledged.
  public void consumeDeadLetters(Intake intake) {
    for (Stage stage : Stage.values()) {
      String queue = names.dead(stage).name();
      supervisor.want(new Subscription(queue, DEAD_PREFETCH, deliveries.dead(queue, intake)));
    }
  }

  public void stopDeadLetters() {
    for (Stage stage : Stage.values()) {
      supervisor.unwant(names.dead(stage).name());
    }
  }

  @Override
  public Optional<Depth> depth(Stage stage) {
    return depth(names.work(stage).name());
  }

  /// Like [#depth], for the stage's dead letters.
  public Optional<Depth> deadDepth(Stage stage) {
    return depth(names.dead(stage).name());
  }

  @Override
  public Optional<Problem> trouble() {
    BrokerSession session = supervisor.session();
    if (session == null) {
      return Optional.ofNullable(supervisor.problem());
    }
    String blocked = session.publisher().blockedReason();
    if (blocked != null) {
      return Optional.of(
          new Problem(
              "broker.blocked",
              "The broker " + address.place() + " takes no messages: " + blocked + ".",
              "Jobs wait in the table, what is in the queues goes on. Give the broker memory or"
                  + " disk space; dispatching resumes by itself."));
    }
    return unroutable.values().stream().findFirst();
  }

  /// Product and version of the server, empty while not connected.
  public Optional<String> server() {
    BrokerSession session = supervisor.session();
    return session == null ? Optional.empty() : Optional.of(session.server());
  }

  /// How many test messages of [TopologyInspector#verify()] were met.
  public long probesSeen() {
    return deliveries.probesSeen();
  }

  @Override
  public void close() {
    depths.close();
    supervisor.close();
  }

  private Optional<Depth> depth(String queue) {
    BrokerSession session = supervisor.session();
    return session == null ? Optional.empty() : depths.ask(() -> session.depth(queue));
  }

  private void cameBack(Stage stage) {
    Problem problem =
        new Problem(
            "broker.binding",
            "Hints came back from the broker: the binding "
                + names.binding(stage)
                + " or its queue is missing.",
            "The jobs wait in the table. The binding is restored at once if the user may do so;"
                + " otherwise run `cutover topology apply` with one who may.");
    if (unroutable.put(stage, problem) == null) {
      LOG.warn("{}", problem);
    }
    supervisor.repairSoon();
  }
}
