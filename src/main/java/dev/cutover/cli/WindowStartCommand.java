package dev.cutover.cli;

import dev.cutover.boot.Session;
import dev.cutover.boot.WatchedWindow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `window-start MARK`: what `bench console` starts again and again. Opens the window on a scratch,
/// says when it was there, and closes it.
@Command(name = WindowStartCommand.NAME, hidden = true, description = "A part of bench console.")
final class WindowStartCommand extends Verb {
  static final String NAME = "window-start";

  @Parameters(paramLabel = "MARK", description = "of the scratch")
  private String mark;

  WindowStartCommand() {
    this("");
  }

  WindowStartCommand(String mark) {
    this.mark = mark;
  }

  @Override
  int run(Session session, Printer out) {
    try (WatchedWindow window = WatchedWindow.ofScratch(session, mark, window())) {
      long interactive = window.awaitData();
      out.line("first-frame " + window.firstFrame());
      out.line("interactive " + interactive);
    }
    return Exit.DONE;
  }
}
