package dev.cutover.broker;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.AddressResolver;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DnsRecordIpAddressResolver;
import com.rabbitmq.client.impl.StrictExceptionHandler;
import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens connections under the house's rules: no automatic recovery (ours is the supervisor of
/// [BrokerQueue]), short timeouts, certificates and host names always verified.
final class BrokerConnector {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerConnector.class);

  /// RabbitMQ's own largest message, and not our limit of a body (that is [HintCodec#MAX_BODY]):
  /// the client closes the channel at a larger one, the broker delivers it again, and the queue
  /// would stand still behind it for ever.
  private static final int MAX_INBOUND = 128 * 1024 * 1024 + 1;

  private final BrokerAddress address;
  private final BrokerTiming timing;
  private final String clientName;
  private final @Nullable SSLContext trust;
  private final Topology.Names names;
  private final Set<Socket> opening = ConcurrentHashMap.newKeySet();

  /// @param clientName shown in the broker's list of connections, such as `cutover/host/worker`
  /// @param trust whom to trust, null for the platform's certificates
  BrokerConnector(
      BrokerAddress address, BrokerTiming timing, String clientName, @Nullable SSLContext trust) {
    this(address, timing, clientName, trust, Topology.Names.STANDARD);
  }

  /// @param names under which the topology stands
  BrokerConnector(
      BrokerAddress address,
      BrokerTiming timing,
      String clientName,
      @Nullable SSLContext trust,
      Topology.Names names) {
    this.names = names;
    this.address = address;
    this.timing = timing;
    this.clientName = clientName;
    this.trust = trust;
  }

  BrokerAddress address() {
    return address;
  }

  Topology.Names names() {
    return names;
  }

  BrokerTiming timing() {
    return timing;
  }

  /// @param role what the connection is for, such as `publisher`
  Link open(String role) throws IOException, TimeoutException {
    // One socket for each address that is tried; the last one is the connection's.
    Deque<Socket> tried = new ConcurrentLinkedDeque<>();
    ConnectionFactory factory = factory(role);
    factory.setSocketConfigurator(
        socket -> {
          socket.setTcpNoDelay(true);
          tried.add(socket);
          opening.add(socket);
        });
    if (address.tls()) {
      // After the configurator is set: it is a configurator itself, and would be replaced.
      factory.enableHostnameVerification();
    }
    try {
      Connection connection = factory.newConnection(null, addresses(), clientName + " " + role);
      return new Link(connection, tried.getLast());
    } finally {
      opening.removeAll(tried);
    }
  }

  /// With TLS the host exactly as it was given, since that is what the certificate must name;
  /// otherwise each address that the name stands for.
  private AddressResolver addresses() {
    Address given = new Address(address.host(), address.port());
    return address.tls() ? () -> List.of(given) : new DnsRecordIpAddressResolver(given, false);
  }

  /// Ends attempts to connect that are under way.
  void cutAttempts() {
    opening.forEach(Link::cut);
  }

  private ConnectionFactory factory(String role) {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(address.host());
    factory.setPort(address.port());
    factory.setUsername(address.user());
    factory.setPassword(address.password());
    factory.setVirtualHost(address.vhost());
    // Qpid would otherwise close the connection when a hint of a transaction finds no queue.
    factory.getClientProperties().put("qpid.close_when_no_route", false);
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setConnectionTimeout(millis(timing.connect()));
    factory.setHandshakeTimeout(millis(timing.connect()));
    factory.setRequestedHeartbeat(Math.toIntExact(timing.heartbeat().toSeconds()));
    factory.setChannelRpcTimeout(millis(timing.rpc()));
    factory.setChannelShouldCheckRpcResponseType(true);
    factory.setMaxInboundMessageBodySize(MAX_INBOUND);
    factory.setThreadFactory(
        Thread.ofPlatform().daemon().name("broker-" + role + "-", 1).factory());
    factory.setExceptionHandler(new QuietHandler());
    if (address.tls()) {
      factory.useSslProtocol(trust == null ? platformTrust() : trust);
    }
    return factory;
  }

  private static SSLContext platformTrust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  /// A cut connection is reported once, by the supervisor, and not by a stack trace of the client
  /// library.
  private static final class QuietHandler extends StrictExceptionHandler {
    @Override
    public void handleUnexpectedConnectionDriverException(Connection connection, Throwable cause) {
      LOG.debug("broker connection ended", cause);
    }
  }
}
