package dev.cutover.boot;

import dev.cutover.embedded.oldservice.SampleService;
import dev.cutover.tool.OwnProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// The sample of the old service in a process of its own: this program once more.
public final class SampleProcess {
  private SampleProcess() {}

  /// The words that start it, whatever follows.
  static List<String> program() {
    return OwnProcess.words(List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"), "dev.cutover.Main");
  }

  /// What such a process does, until it is told to stop.
  public static void serve(Path folder, Consumer<String> log, CountDownLatch stop)
      throws IOException, InterruptedException {
    new SampleService(folder, log, stop).run();
  }
}
