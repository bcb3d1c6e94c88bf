package dev.cutover.cli;

import dev.cutover.boot.Session;
import dev.cutover.boot.WatchedWindow;
import picocli.CommandLine.Command;

/// `train-start`: what the launcher runs once for each build, so that the virtual machine can note
/// which classes a start needs. Opens the window and closes it when the first screen shows its
/// data. The other screens are left out: every class that is noted costs each start a little.
@Command(name = "train-start", hidden = true, description = "A part of the launcher.")
final class TrainStartCommand extends Verb {
  @Override
  int run(Session session, Printer out) {
    try (WatchedWindow window = WatchedWindow.ofServers(session, window())) {
      long _ = window.awaitData();
    }
    return Exit.DONE;
  }
}
