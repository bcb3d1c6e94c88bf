package dev.cutover.kit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A private RabbitMQ node from the Debian package: own folder, own ports, own epmd, loopback only,
/// as any user. Everything it started ends with the JVM, by process id.
public final class TestRabbit implements TestBroker, AutoCloseable {
  private static final String REQUIRED = "CUTOVER_TEST_RABBITMQ_REQUIRED";
  private static final Duration START = Duration.ofSeconds(90);

  private static TestRabbit shared;

  private final Path home;
  private final Path program;
  private final String node;
  private final int amqpPort = TestPorts.free();
  private final int distPort = TestPorts.free();
  private final int epmdPort = TestPorts.free();
  private final Process epmd;
  private final Thread atExit = new Thread(this::destroy, "test-rabbit-exit");
  private Process server;

  private TestRabbit(Path program, List<String> settings, String plugins) throws IOException {
    this.program = program;
    this.home = TestFolder.create("cutover-rabbit");
    this.node = "cutover" + ProcessHandle.current().pid() + "p" + amqpPort + "@localhost";
    Files.writeString(
        home.resolve("rabbitmq.conf"),
        "listeners.tcp.1 = 127.0.0.1:"
            + amqpPort
            + "\ndisk_free_limit.absolute = 1MB\n"
            + String.join("\n", settings)
            + "\n");
    Files.writeString(home.resolve("enabled_plugins"), "[" + plugins + "].\n");
    Files.writeString(home.resolve("env.conf"), "");
    Runtime.getRuntime().addShutdownHook(atExit);
    // Started here and not by the node, which would leave it behind as a daemon.
    this.epmd =
        new ProcessBuilder("epmd", "-port", "" + epmdPort, "-address", "127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("epmd.log").toFile())
            .start();
    launch();
  }

  public static boolean available() {
    return program().isPresent() && onPath("epmd").isPresent();
  }

  /// The node that all tests of this JVM share. Skips the test when there is no RabbitMQ here,
  /// unless the environment says that it must be here.
  public static synchronized TestRabbit start() {
    if (shared == null) {
      shared = startOwn();
    } else {
      shared.restart();
    }
    return shared;
  }

  /// A node of the test's own, which it closes.
  ///
  /// @param settings lines of rabbitmq.conf
  public static TestRabbit startOwn(String... settings) {
    return startWith("", settings);
  }

  /// A node of the test's own with the management interface, for guest too.
  public static TestRabbit startManaged(int managementPort) {
    return startWith(
        "rabbitmq_management",
        new String[] {
          "management.tcp.ip = 127.0.0.1",
          "management.tcp.port = " + managementPort,
          "collect_statistics_interval = 1000"
        });
  }

  private static TestRabbit startWith(String plugins, String[] settings) {
    if (!"1".equals(System.getenv(REQUIRED))) {
      assumeTrue(
          available(),
          "no RabbitMQ on this machine (Debian: apt install rabbitmq-server); skipped, set "
              + REQUIRED
              + "=1 to fail instead");
    }
    try {
      return new TestRabbit(
          program()
              .orElseThrow(() -> new IllegalStateException(REQUIRED + "=1 but no rabbitmq-server")),
          List.of(settings),
          plugins);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String url() {
    return url("guest", "guest", "/");
  }

  public String url(String user, String password, String vhost) {
    return "amqp://"
        + user
        + ":"
        + password
        + "@127.0.0.1:"
        + amqpPort
        + "/"
        + vhost.replace("/", "%2F");
  }

  public int port() {
    return amqpPort;
  }

  @Override
  public synchronized void restart() {
    if (!server.isAlive()) {
      try {
        launch();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void stop() {
    server.destroy();
    await(server, Duration.ofSeconds(30));
  }

  public void kill9() {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
    await(server, Duration.ofSeconds(10));
  }

  /// Forgets everything; the node must be down.
  public void wipeData() {
    TestFolder.delete(home.resolve("mnesia"));
  }

  public void suspend() {
    signal("-STOP");
  }

  public void resume() {
    signal("-CONT");
  }

  public String rabbitmqctl(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.resolveSibling("rabbitmqctl").toString());
    command.addAll(List.of("-n", node, "--quiet"));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /// Evaluates Erlang in the node.
  public String eval(String erlang) {
    return rabbitmqctl("eval", erlang);
  }

  @Override
  public void close() {
    destroy();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void destroy() {
    if (server != null) {
      server.descendants().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly();
    }
    if (epmd != null) {
      epmd.destroyForcibly();
    }
    TestFolder.delete(home);
  }

  private void launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("out.log").toFile()));
    builder.environment().putAll(environment());
    server = builder.start();
    long end = System.nanoTime() + START.toNanos();
    while (!TestPorts.answers(amqpPort)) {
      if (!server.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(
            "RabbitMQ does not start:\n" + Files.readString(home.resolve("out.log")));
      }
      await(server, Duration.ofMillis(200));
    }
    rabbitmqctl("await_startup");
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("HOME", home.toString()),
        Map.entry("RABBITMQ_NODENAME", node),
        Map.entry("RABBITMQ_DIST_PORT", "" + distPort),
        Map.entry("ERL_EPMD_PORT", "" + epmdPort),
        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString()),
        Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq.conf").toString()),
        Map.entry("RABBITMQ_CONF_ENV_FILE", home.resolve("env.conf").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("enabled_plugins").toString()),
        Map.entry(
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
        // The launching script then becomes the node, so that its process id is the node's.
        Map.entry("RUNNING_UNDER_SYSTEMD", "true"));
  }

  private void signal(String signal) {
    run(List.of("kill", signal, "" + server.pid()));
  }

  private String run(List<String> command) {
    try {
      Path out = Files.createTempFile(home, "ctl", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
      builder.environment().putAll(environment());
      Process process = builder.start();
      await(process, Duration.ofSeconds(60));
      String text = Files.readString(out);
      if (process.exitValue() != 0) {
        throw new IllegalStateException(command + ": " + text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(Process process, Duration bound) {
    try {
      boolean _ = process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Optional<Path> program() {
    // Not /usr/sbin/rabbitmq-server, a wrapper that wants to be root and become user rabbitmq.
    return Stream.concat(
            Stream.of(Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server")),
            onPath("rabbitmq-server").filter(p -> !p.startsWith("/usr/sbin")).stream())
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> onPath(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
