package dev.cutover.boot;

import dev.cutover.tool.OwnProcess;
import dev.cutover.ui.fx.Toolkit;
import dev.cutover.ui.measure.EmptyWindow;
import java.util.List;
import java.util.Map;

/// A window in a process of its own, with the options of this one, and when it was there.
public final class WindowProcess {
  private static final String PROGRAM = "dev.cutover.Main";

  private WindowProcess() {}

  /// The first frame of an empty window, in milliseconds since its process began.
  public static double empty() throws InterruptedException {
    return time(OwnProcess.run(drawing(), Map.of(), EmptyWindow.class.getName()), "first-frame");
  }

  /// When the console was there, in milliseconds since its process began.
  ///
  /// @param interactive when its first screen showed its data
  public record Console(double firstFrame, double interactive) {}

  /// The console on the database and queues of a scratch.
  ///
  /// @param verb of the command line that opens it, says the two times and closes it
  public static Console console(Scratch scratch, String... verb) throws InterruptedException {
    OwnProcess.Ended ended = OwnProcess.run(drawing(), scratch.environment(), PROGRAM, verb);
    return new Console(time(ended, "first-frame"), time(ended, "interactive"));
  }

  /// Where there is no display, a window is drawn without one.
  private static List<String> drawing() {
    return Toolkit.hasDisplay(System.getenv())
        ? List.of()
        : List.of("-Dglass.platform=Headless", "-Dprism.order=sw");
  }

  /// The last line `name milliseconds` of what a window said.
  private static double time(OwnProcess.Ended ended, String name) {
    return ended
        .said()
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length == 2 && words[0].equals(name) && words[1].matches("\\d+"))
        .map(words -> Double.valueOf(words[1]))
        .reduce((_, last) -> last)
        .filter(_ -> ended.status() == 0)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The window that was to be measured ended with "
                        + ended.status()
                        + ", without "
                        + name
                        + ": "
                        + ended.said()));
  }
}
