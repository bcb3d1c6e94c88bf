package dev.cutover.boot;

import dev.cutover.tool.OwnProcess;
import dev.cutover.ui.fx.Toolkit;
import dev.cutover.ui.measure.EmptyWindow;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A window in a process of its own, with the options of this one, and when it was there.
public final class WindowProcess {
  private static final String PROGRAM = "dev.cutover.Main";

  private WindowProcess() {}

  /// The first frame of an empty window, in milliseconds since its process began.
  public static double empty() throws InterruptedException {
    return times(OwnProcess.run(drawing(), Map.of(), EmptyWindow.class.getName()), "first-frame")
        .get("first-frame");
  }

  /// When the console was there, in milliseconds since its process began.
  ///
  /// @param interactive when its first screen showed its data
  public record Console(double firstFrame, double interactive) {}

  /// The console on the database and queues of a scratch.
  ///
  /// @param verb of the command line that opens it, says the two times and closes it
  public static Console console(Scratch scratch, String... verb) throws InterruptedException {
    Map<String, Double> times =
        times(
            OwnProcess.run(drawing(), scratch.environment(), PROGRAM, verb),
            "first-frame",
            "interactive");
    return new Console(times.get("first-frame"), times.get("interactive"));
  }

  /// Where there is no display, a window is drawn without one.
  private static List<String> drawing() {
    return Toolkit.hasDisplay(System.getenv())
        ? List.of()
        : List.of("-Dglass.platform=Headless", "-Dprism.order=sw");
  }

  private static Map<String, Double> times(OwnProcess.Ended ended, String... wanted) {
    Map<String, Double> times =
        ended
            .said()
            .lines()
            .map(line -> line.split(" ", -1))
            .filter(words -> words.length == 2 && words[1].matches("\\d+"))
            .collect(
                Collectors.toMap(
                    words -> words[0], words -> Double.valueOf(words[1]), (_, last) -> last));
    for (String each : wanted) {
      if (ended.status() != 0 || !times.containsKey(each)) {
        throw new IllegalStateException(
            "The window that was to be measured ended with "
                + ended.status()
                + ": "
                + ended.said());
      }
    }
    return times;
  }
}
