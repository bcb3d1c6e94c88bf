package dev.cutover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL 15 on loopback, its data kept between starts. The first user starts the server, any
/// number of processes share it, the last one that closes stops it. Killed users are not counted; a
/// server whose users were all killed goes on and is found again by the next one.
public final class EmbeddedPostgresServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
  private static final String SERVICE = "embedded PostgreSQL";
  private static final String DATABASE = "pulse_db";
  private static final Duration GATE = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int START_TRIES = 5;

  private final Path folder;
  private final Cluster cluster;
  private final Attendance users;
  private final Attendance.Ticket ticket;
  private final DatabaseAddress address;
  private boolean closed;

  private EmbeddedPostgresServer(
      Path folder,
      Cluster cluster,
      Attendance users,
      Attendance.Ticket ticket,
      DatabaseAddress address) {
    this.folder = folder;
    this.cluster = cluster;
    this.users = users;
    this.ticket = ticket;
    this.address = address;
  }

  /// Starts the server on this folder, or joins those who use it already.
  public static EmbeddedPostgresServer open(Path folder) {
    Path ready = Folders.ready(SERVICE, folder.toAbsolutePath().normalize());
    try (ProcessGate _ = ProcessGate.enter(SERVICE, ready.resolve("gate"), GATE)) {
      Path run = OwnerOnly.folder(ready.resolve("run"));
      ChildCommand child = new ChildCommand(run);
      Path programs = PostgresBinaries.unpacked(ready);
      Cluster cluster = new Cluster(ready, programs, child, ServerAccount.choose(ready, child));
      Attendance users = new Attendance(ready.resolve("users"));
      DatabaseAddress address = running(ready, cluster);
      ensureDatabase(address);
      return new EmbeddedPostgresServer(ready, cluster, users, users.join(), address);
    } catch (IOException e) {
      throw failed(ready, "it could not be started", e);
    } catch (SQLException e) {
      throw failed(ready, "it was started but does not let us in", e);
    }
  }

  /// Where it answers.
  public DatabaseAddress address() {
    return address;
  }

  /// True while the server accepts connections.
  public boolean isAlive() {
    try {
      return LoopbackPort.answers(address.port());
    } catch (IOException e) {
      throw Folders.unusable(SERVICE, folder, e);
    }
  }

  /// The processes that use it now, as people would name them.
  public List<String> users() {
    try (ProcessGate _ = ProcessGate.enter(SERVICE, folder.resolve("gate"), GATE)) {
      return users.present().stream().map(ProcessName::toString).toList();
    } catch (IOException e) {
      throw Folders.unusable(SERVICE, folder, e);
    }
  }

  private static DatabaseAddress running(Path folder, Cluster cluster)
      throws IOException, SQLException {
    Path file = folder.resolve("server.properties");
    boolean passwordKnown = Files.exists(file);
    Remembered remembered = Remembered.at(file);
    Optional<PostmasterPid> server =
        PostmasterPid.read(cluster.data()).filter(PostmasterPid::isAlive);
    if (server.isPresent() && passwordKnown) {
      LOG.debug("attaching to server process {}", server.get().pid());
      return awaitAnswer(address(remembered), cluster);
    }
    if (server.isPresent()) {
      cluster.stop();
    }
    PostmasterPid.remove(cluster.data());
    if (!cluster.exists()) {
      remembered.save(file);
      cluster.create(remembered.password());
    } else if (!passwordKnown) {
      cluster.resetPassword(remembered.password());
      remembered.save(file);
    }
    return started(file, remembered, cluster);
  }

  private static DatabaseAddress started(Path file, Remembered remembered, Cluster cluster)
      throws IOException, SQLException {
    Remembered chosen = remembered;
    for (int attempt = 1; ; attempt++) {
      if (!LoopbackPort.isFree(chosen.port())) {
        chosen = chosen.withPort(LoopbackPort.free());
        chosen.save(file);
      }
      try {
        cluster.start(chosen.port());
        return awaitAnswer(address(chosen), cluster);
      } catch (IOException e) {
        if (attempt == START_TRIES || !mayPass(e)) {
          throw e;
        }
        Deadline.in(Duration.ofSeconds(1)).step();
      }
    }
  }

  /// A port taken in this very moment, or sessions of a killed server that are still ending.
  private static boolean mayPass(IOException failure) {
    String text = String.valueOf(failure.getMessage());
    return text.contains("Address already in use")
        || text.contains("could not create any TCP/IP sockets")
        || text.contains("shared memory block");
  }

  /// The port comes from the server's own file; a server that was just killed first replays its
  /// log.
  private static DatabaseAddress awaitAnswer(DatabaseAddress wanted, Cluster cluster)
      throws IOException, SQLException {
    Deadline deadline = Deadline.in(ANSWER);
    while (true) {
      DatabaseAddress address =
          PostmasterPid.read(cluster.data())
              .filter(server -> server.port() > 0)
              .map(server -> withPort(wanted, server.port()))
              .orElse(wanted);
      try (Connection _ = connect(address.withDatabase("postgres"))) {
        return address;
      } catch (SQLException e) {
        boolean settled = "28P01".equals(e.getSQLState()) || "28000".equals(e.getSQLState());
        if (settled || !deadline.step()) {
          throw e;
        }
      }
    }
  }

  private static void ensureDatabase(DatabaseAddress address) throws SQLException {
    try (Connection connection = connect(address.withDatabase("postgres"));
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
      if (!rows.next()) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    var properties = address.credentials();
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    properties.setProperty("ApplicationName", "cutover/embedded");
    return DriverManager.getConnection(address.jdbcUrl(), properties);
  }

  private static DatabaseAddress address(Remembered remembered) {
    return new DatabaseAddress(
        LoopbackPort.HOST, remembered.port(), DATABASE, Cluster.SUPERUSER, remembered.password());
  }

  private static DatabaseAddress withPort(DatabaseAddress address, int port) {
    return new DatabaseAddress(
        address.host(), port, address.database(), address.user(), address.password());
  }

  private static EmbeddedTrouble failed(Path folder, String what, Exception cause) {
    String text = String.valueOf(cause.getMessage());
    if (cause instanceof IOException io && text.contains("No space left on device")) {
      return Folders.unusable(SERVICE, folder, io);
    }
    return new EmbeddedTrouble(
        SERVICE,
        folder,
        what
            + ": "
            + text
            + ". The data is as it was. See the log folder there, or use --db with"
            + " a server of your own.",
        cause);
  }

  /// Leaves; the last one that leaves stops the server cleanly. Closing twice is allowed.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (ProcessGate _ = ProcessGate.enter(SERVICE, folder.resolve("gate"), GATE)) {
      users.leave(ticket);
      if (users.present().isEmpty()
          && PostmasterPid.read(cluster.data()).filter(PostmasterPid::isAlive).isPresent()) {
        cluster.stop();
      }
    } catch (IOException e) {
      throw failed(folder, "it could not be stopped", e);
    }
  }
}
