package dev.cutover.boot;

import dev.cutover.tool.OwnProcess;
import dev.cutover.ui.fx.Toolkit;
import dev.cutover.ui.measure.EmptyWindow;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A window in a process of its own, with the options of this one, and when it was there.
public final class WindowProcess {
  private static final String PROGRAM = "dev.cutover.Main";

  private WindowProcess() {}

  /// Whether this process was started with the launcher's start-up cache.
  public static boolean hasStartCache() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .anyMatch(option -> option.startsWith("-XX:AOTCache="));
  }

  /// The first frame of a window without a control, in milliseconds since its process began.
  ///
  /// @param cached false to leave the start-up cache alone
  public static double empty(boolean cached) throws InterruptedException {
    return time(
        OwnProcess.run(options(cached), Map.of(), EmptyWindow.class.getName()), "first-frame");
  }

  /// The same with a table and a chart in it.
  ///
  /// @param cached false to leave the start-up cache alone
  public static double controls(boolean cached) throws InterruptedException {
    return time(
        OwnProcess.run(
            options(cached), Map.of(), EmptyWindow.class.getName(), EmptyWindow.CONTROLS),
        "first-frame");
  }

  /// When the console was there, in milliseconds since its process began.
  ///
  /// @param interactive when its first screen showed its data
  public record Console(double firstFrame, double interactive) {}

  /// The console on the database and queues of a scratch.
  ///
  /// @param cached false to leave the start-up cache alone
  /// @param verb of the command line that opens it, says the two times and closes it
  public static Console console(Scratch scratch, boolean cached, String... verb)
      throws InterruptedException {
    OwnProcess.Ended ended = OwnProcess.run(options(cached), scratch.environment(), PROGRAM, verb);
    return new Console(time(ended, "first-frame"), time(ended, "interactive"));
  }

  private static List<String> options(boolean cached) {
    List<String> options = new ArrayList<>();
    if (!cached) {
      options.add("-XX:AOTMode=off");
    }
    if (!Toolkit.hasDisplay(System.getenv())) {
      // Where there is no display, a window is drawn without one.
      options.add("-Dglass.platform=Headless");
      options.add("-Dprism.order=sw");
    }
    return options;
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
