package dev.cutover.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;

/// Apache Qpid Broker-J inside the test JVM, with the store that the embedded profile uses (Derby)
/// in a temporary folder. User guest, password guest, loopback only.
public final class TestQpid implements TestBroker, AutoCloseable {
  private static TestQpid shared;

  private final Path folder = TestFolder.create("cutover-qpid");
  private final int port = TestPorts.free();
  private SystemLauncher launcher;

  private TestQpid() {
    launch();
  }

  /// The broker that all tests of this JVM share.
  public static synchronized TestQpid start() {
    if (shared == null) {
      shared = new TestQpid();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "test-qpid-exit"));
    } else {
      shared.restart();
    }
    return shared;
  }

  @Override
  public String url() {
    return "amqp://guest:guest@127.0.0.1:" + port + "/";
  }

  @Override
  public void stop() {
    launcher.shutdown();
    launcher = null;
  }

  @Override
  public void restart() {
    if (launcher == null) {
      launch();
    }
  }

  @Override
  public void close() {
    if (launcher != null) {
      stop();
    }
    TestFolder.delete(folder);
  }

  private void launch() {
    Map<String, Object> attributes = new HashMap<>();
    Path current = folder.resolve("current.json");
    attributes.put("type", "JSON");
    attributes.put("storePath", current.toString());
    attributes.put(
        "initialConfigurationLocation",
        String.valueOf(TestQpid.class.getResource("/kit/qpid.json")));
    attributes.put("startupLoggedToSystemOut", "false");
    attributes.put(
        "context",
        Map.of(
            "qpid.work_dir",
            folder.toString(),
            "test.port",
            Integer.toString(port),
            "test.store",
            folder.resolve("store").toString(),
            "broker.failStartupWithErroredChild",
            "true"));
    // Derby writes this into the working folder otherwise.
    System.setProperty("derby.stream.error.file", folder.resolve("derby.log").toString());
    Failure failure = new Failure();
    launcher = new SystemLauncher(failure);
    try {
      // The configuration is new at each start; only the store with the messages stays.
      Files.deleteIfExists(current);
      launcher.startup(attributes);
    } catch (Exception e) {
      throw new IllegalStateException("Qpid does not start", e);
    }
    if (failure.cause != null || !TestPorts.answers(port)) {
      throw new IllegalStateException("Qpid does not start", failure.cause);
    }
  }

  private static final class Failure extends SystemLauncherListener.DefaultSystemLauncherListener {
    private RuntimeException cause;

    @Override
    public void errorOnStartup(RuntimeException e) {
      cause = e;
    }
  }
}
