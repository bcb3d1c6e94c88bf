package dev.cutover.cli;

import dev.cutover.boot.SampleProcess;
import dev.cutover.boot.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `sample-service`: the old service of the demo, until SIGTERM. Its settings are in its folder;
/// nothing of the program's own is opened.
@Command(
    name = SampleServiceCommand.NAME,
    hidden = true,
    description = "The sample of an old service that the demo cuts over.")
final class SampleServiceCommand extends Verb {
  static final String NAME = "sample-service";

  @Option(names = "--folder", required = true, description = "of the service")
  private Path folder = Path.of(".");

  @Override
  public Integer call() throws IOException, InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    stop().onStop(stopped::countDown);
    SampleProcess.serve(folder, System.out::println, stopped);
    return Exit.DONE;
  }

  @Override
  int run(Session session, Printer out) {
    throw new IllegalStateException(NAME + " needs no session");
  }
}
