package dev.cutover.embedded;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.jspecify.annotations.Nullable;

/// Apache Qpid Broker-J running inside this process, queues and messages in a Derby store.
final class QpidHost {
  static final String USER = "cutover";
  static final String VIRTUAL_HOST = "cutover";

  private static final String STORE = "store";
  private static final String SERVED = "store.served";

  private final SystemLauncher launcher;

  private QpidHost(SystemLauncher launcher) {
    this.launcher = launcher;
  }

  /// Returns when the port is open; throws what kept it from opening.
  static QpidHost start(Path folder, Remembered remembered) throws Exception {
    // What the broker is made of comes from our resource at every start; only the store is kept.
    Path current = folder.resolve("current.json");
    Files.deleteIfExists(current);
    URL configuration = QpidHost.class.getResource("/embedded/broker.json");
    setAsideWhatNeverServed(folder);
    // Else Derby writes its log into whatever folder the program was started in.
    System.setProperty("derby.stream.error.file", folder.resolve("derby.log").toString());
    Map<String, Object> context =
        Map.of(
            "qpid.work_dir",
            folder.toString(),
            "cutover.port",
            Integer.toString(remembered.port()),
            "cutover.password",
            remembered.password(),
            "cutover.store",
            folder.resolve(STORE).toString(),
            // Broken configuration must end the start, not leave a broker without its port.
            "broker.failStartupWithErroredChild",
            "true");
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("type", "JSON");
    attributes.put("storePath", current.toString());
    attributes.put("initialConfigurationLocation", String.valueOf(configuration));
    attributes.put("startupLoggedToSystemOut", "false");
    attributes.put("context", context);
    Failure failure = new Failure();
    SystemLauncher launcher = new SystemLauncher(failure);
    launcher.startup(attributes);
    if (failure.cause != null) {
      throw failure.cause;
    }
    if (!LoopbackPort.answers(remembered.port())) {
      launcher.shutdown();
      throw new IllegalStateException("its port " + remembered.port() + " does not answer");
    }
    if (!Files.exists(folder.resolve(SERVED))) {
      Files.createFile(folder.resolve(SERVED));
    }
    return new QpidHost(launcher);
  }

  /// A host that was killed while it made the store leaves one that Derby neither opens nor
  /// replaces.
  private static void setAsideWhatNeverServed(Path folder) throws IOException {
    Path store = folder.resolve(STORE);
    if (Files.exists(store) && !Files.exists(folder.resolve(SERVED))) {
      Path aside = folder.resolve("store.half-made");
      PostgresBinaries.remove(aside);
      Files.move(store, aside);
    }
    // Given a file, Derby makes a database called "null" in the working directory.
    if (Files.exists(store) && !Files.isDirectory(store)) {
      throw new IOException(store + " is not a folder");
    }
  }

  void stop() {
    launcher.shutdown();
  }

  /// The launcher reports a failed start to its listener and then returns as if nothing had
  /// happened.
  private static final class Failure extends SystemLauncherListener.DefaultSystemLauncherListener {
    private @Nullable RuntimeException cause;

    @Override
    public void errorOnStartup(RuntimeException e) {
      cause = e;
    }
  }
}
