package dev.cutover.broker;

import dev.cutover.check.Finding;
import dev.cutover.check.TlsFacts;
import dev.cutover.cutover.TopologyDifference;
import dev.cutover.job.Problem;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// A look at a broker before it is used: does it let us in, what is it, how is the way to it
/// protected, what of the topology is there. Declares nothing and sends nothing, so what the user
/// may write is not told: `topology verify` proves that.
public final class BrokerTrial {
  private static final String CHECK = "broker";
  private static final Duration GOOD_BYE = Duration.ofSeconds(2);

  private final BrokerConnector connector;
  private final InstantSource clock;

  public BrokerTrial(BrokerAddress address, InstantSource clock) {
    this(new BrokerConnector(address, BrokerTiming.STANDARD, "cutover test", null), clock);
  }

  BrokerTrial(BrokerConnector connector, InstantSource clock) {
    this.connector = connector;
    this.clock = clock;
  }

  public List<Finding> run() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    @Nullable Link link = null;
    try {
      link = connector.open("test");
      ServerFacts server = ServerFacts.of(link.connection());
      findings.add(
          Finding.pass(CHECK, server + " at " + connector.address() + ", virtual host entered"));
      findings.addAll(protection(link));
      TopologyChange seen = new TopologyChange(new Catalogue(link.connection()), server.dialect());
      seen.compare();
      findings.add(topology(seen.differences()));
    } catch (IOException | TimeoutException | RuntimeException e) {
      Problem problem = BrokerFailure.of(connector.address(), e).problem();
      findings.add(Finding.fail(CHECK, problem.what(), problem.remedy()));
    } finally {
      if (link != null) {
        link.closing(GOOD_BYE, () -> {}).join(GOOD_BYE);
        link.cut();
      }
    }
    return findings;
  }

  private List<Finding> protection(Link link) throws IOException {
    String check = CHECK + " TLS";
    SSLSession session = link.tls();
    if (session == null) {
      String host = connector.address().host();
      boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
      return List.of(
          local
              ? Finding.pass(check, "none; the broker is on this machine")
              : Finding.warn(
                  check,
                  "none: the password goes to the broker in clear.",
                  "Switch TLS on at the broker and write amqps:// in the address."));
    }
    X509Certificate shown = (X509Certificate) session.getPeerCertificates()[0];
    return TlsFacts.of(
            session.getProtocol(),
            shown.getSubjectX500Principal(),
            shown.getIssuerX500Principal(),
            shown.getNotAfter().toInstant())
        .findings(check, clock.instant());
  }

  private static Finding topology(List<TopologyDifference> differences) {
    String check = CHECK + " topology";
    String rights = " Rights to declare and send are shown by `topology verify` alone.";
    return differences.isEmpty()
        ? Finding.pass(check, "exchanges and queues are as wanted and may be looked at." + rights)
        : Finding.warn(
            check,
            differences.size() + " differences from what is wanted." + rights,
            "See `cutover topology show`; `cutover topology apply` creates what is missing.");
  }
}
