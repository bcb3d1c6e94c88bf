package dev.cutover.broker;

import com.rabbitmq.client.Connection;
import dev.cutover.cutover.TopologyControl;
import dev.cutover.cutover.TopologyDifference;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.pipeline.BrokerUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Each question goes over a connection of its own.
public final class TopologyInspector implements TopologyControl {
  private static final Duration GOOD_BYE = Duration.ofSeconds(2);

  private final BrokerConnector connector;

  public TopologyInspector(BrokerAddress address) {
    this(new BrokerConnector(address, BrokerTiming.STANDARD, "cutover topology", null));
  }

  TopologyInspector(BrokerConnector connector) {
    this.connector = connector;
  }

  @Override
  public TopologyReport show() throws InterruptedException {
    return with(
        (connection, server) -> {
          TopologyChange change = new TopologyChange(new Catalogue(connection), server.dialect());
          change.compare();
          return report(server, change, List.of(), List.of());
        });
  }

  @Override
  public TopologyReport apply() throws InterruptedException {
    return with(
        (connection, server) -> {
          TopologyChange change = new TopologyChange(new Catalogue(connection), server.dialect());
          change.createMissing();
          TopologyChange after = new TopologyChange(new Catalogue(connection), server.dialect());
          after.compare();
          return report(server, after, change.changes(), List.of());
        });
  }

  @Override
  public List<TopologyDifference> remove(List<String> objects) throws InterruptedException {
    List<TopologyDifference> left = new ArrayList<>();
    with(
        (connection, server) -> {
          TopologyChange change = new TopologyChange(new Catalogue(connection), server.dialect());
          left.addAll(change.remove(objects));
          return report(server, change, List.of(), List.of());
        });
    return List.copyOf(left);
  }

  /// The test messages are those of [TestMessage].
  @Override
  public TopologyReport verify() throws InterruptedException {
    return with(
        (connection, server) -> {
          TopologyChange change = new TopologyChange(new Catalogue(connection), server.dialect());
          change.compare();
          List<TopologyDifference> differences = new ArrayList<>();
          List<TopologyReport.RoundTrip> trips =
              new TestMessage(connection, connector.timing().confirm()).run(differences);
          return report(server, change, List.of(), trips, differences);
        });
  }

  private interface Work {
    TopologyReport on(Connection connection, ServerFacts server)
        throws IOException, TimeoutException, InterruptedException;
  }

  private TopologyReport with(Work work) throws InterruptedException {
    @Nullable Link link = null;
    try {
      link = connector.open("topology");
      return work.on(link.connection(), ServerFacts.of(link.connection()));
    } catch (IOException | TimeoutException | RuntimeException e) {
      throw new BrokerUnavailable(BrokerFailure.of(connector.address(), e).problem(), e);
    } finally {
      if (link != null) {
        link.closing(GOOD_BYE, () -> {}).join(GOOD_BYE);
        link.cut();
      }
    }
  }

  private static TopologyReport report(
      ServerFacts server,
      TopologyChange seen,
      List<TopologyDifference> changes,
      List<TopologyReport.RoundTrip> trips) {
    return report(server, seen, changes, trips, List.of());
  }

  private static TopologyReport report(
      ServerFacts server,
      TopologyChange seen,
      List<TopologyDifference> changes,
      List<TopologyReport.RoundTrip> trips,
      List<TopologyDifference> more) {
    List<TopologyDifference> differences = new ArrayList<>(seen.differences());
    more.stream()
        .filter(d -> differences.stream().noneMatch(e -> e.object().equals(d.object())))
        .forEach(differences::add);
    return new TopologyReport(
        server.toString(),
        server.dialect().name().toLowerCase(Locale.ROOT),
        seen.found(),
        changes,
        List.copyOf(differences),
        List.copyOf(trips));
  }
}
