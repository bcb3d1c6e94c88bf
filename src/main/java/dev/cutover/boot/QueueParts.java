package dev.cutover.boot;

import dev.cutover.broker.AmqpDepths;
import dev.cutover.broker.BrokerMessageReturn;
import dev.cutover.broker.ManagementAddress;
import dev.cutover.broker.ManagementStatistics;
import dev.cutover.broker.Topology;
import dev.cutover.database.PgDeadLetters;
import dev.cutover.monitor.DepthSampler;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.monitor.QueueStatistics;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.pipeline.MessageReturn;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What looks at the queues of a session's target and at its dead letters. What is sampled is
/// closed with the session.
public final class QueueParts {
  private final Session session;
  private final Topology.Names names;
  private final String client;

  QueueParts(Session session, Topology.Names names, String client) {
    this.session = session;
    this.names = names;
    this.client = client;
  }

  /// Depths and rates; the caller samples them.
  ///
  /// @param management `http[s]://..` of the management interface, null for the one that the
  ///   profile or else the environment names (`CUTOVER_MANAGEMENT`), or none
  public QueueDepths depths(@Nullable String management) {
    AmqpDepths probe =
        session.closing(new AmqpDepths(session.brokerAddress(), client + " queues", names));
    return new QueueDepths(
        probe,
        statistics(either(management)),
        session.monitor()::jobCounts,
        InstantSource.system());
  }

  /// The same, sampled once a second until the session is closed.
  public DepthSampler sampler(@Nullable String management) {
    return session.closing(new DepthSampler(depths(management)));
  }

  private @Nullable String either(@Nullable String named) {
    String known = named == null ? session.target().management() : named;
    return known == null ? session.variable("CUTOVER_MANAGEMENT") : known;
  }

  private @Nullable QueueStatistics statistics(@Nullable String management) {
    ManagementAddress address = address(management);
    return address == null
        ? null
        : session.closing(new ManagementStatistics(address, session.brokerAddress().vhost()));
  }

  /// The management interface of the profile or of the environment; null where none is named.
  @Nullable ManagementAddress management() {
    return address(either(null));
  }

  private @Nullable ManagementAddress address(@Nullable String management) {
    if (management == null || management.isBlank()) {
      return null;
    }
    ManagementAddress address = ManagementAddress.parse(management, session.brokerAddress());
    session.remember(address.password());
    return address;
  }

  public DeadLetters deadLetters() {
    return new PgDeadLetters(session.database());
  }

  /// For one replay; the caller closes it.
  public MessageReturn messageReturn() {
    return new BrokerMessageReturn(session.brokerAddress(), client + " replay");
  }
}
