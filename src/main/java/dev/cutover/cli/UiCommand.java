package dev.cutover.cli;

import dev.cutover.boot.ConsoleApp;
import dev.cutover.boot.Session;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ui`: the window.
@Command(name = "ui", description = "Opens the window (also without a verb).")
final class UiCommand extends WindowVerb {
  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "a window on this snapshot; contacts no server")
  private @Nullable Path snapshot;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "the same")
  private @Nullable Path file;

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    Path chosen = snapshot == null ? file : snapshot;
    if (chosen == null) {
      return super.run(session, out);
    }
    new ConsoleApp(session, true, window()).runSnapshot(System.getenv(), chosen);
    return Exit.DONE;
  }
}
