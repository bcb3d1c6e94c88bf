package dev.cutover.bench;

import dev.cutover.boot.Scratch;
import dev.cutover.boot.Session;
import dev.cutover.boot.WatchedWindow;
import dev.cutover.boot.WindowProcess;
import dev.cutover.monitor.QueueDepths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How soon the window is there, beside an empty window with the same theme in a process of its
/// own; and how long it would have let a click wait while everything in it changes each second.
public final class ConsoleBench {
  private final Session session;
  private final Observer observer;
  private final String verb;

  /// @param verb of the command line that opens a window on a scratch and says when it was there
  public ConsoleBench(Session session, Observer observer, String verb) {
    this.session = session;
    this.verb = verb;
    this.observer = observer;
  }

  /// Since the process began, both windows with the same options.
  ///
  /// @param cached with the launcher's start-up cache
  /// @param interactive the first screen shows its data
  /// @param empty the first frame of a window without a control
  /// @param controls that of one with a table and a chart
  public record Start(
      boolean cached, Millis firstFrame, Millis interactive, Millis empty, Millis controls) {
    public double firstFrameRatio() {
      return firstFrame.median() / empty.median();
    }

    public double interactiveRatio() {
      return interactive.median() / empty.median();
    }

    public double controlsRatio() {
      return interactive.median() / controls.median();
    }
  }

  /// The longest pauses of the FX thread while a screen was in front.
  ///
  /// @param opening while it was brought to the front, milliseconds
  /// @param live while its data changed each second, milliseconds
  public record Pauses(String screen, double opening, double live) {}

  /// @param starts without the start-up cache, and with it where there is one
  public record Result(
      List<Start> starts, int jobs, List<Pauses> screens, HeapUse heap, Server server) {
    public double longestLive() {
      return screens.stream().map(Pauses::live).max(Double::compare).orElseThrow();
    }
  }

  /// @param rounds of each window, in turns
  /// @param jobs that change each second
  /// @param seconds that each screen is looked at
  public Result run(int rounds, int jobs, int seconds) throws Exception {
    try (Scratch scratch = session.scratch();
        Ground ground = new Ground(scratch);
        BusyJobs busy = BusyJobs.of(ground, jobs)) {
      List<Starts> starts = new ArrayList<>();
      starts.add(new Starts(false));
      if (WindowProcess.hasStartCache()) {
        starts.add(new Starts(true));
      }
      for (int round = 0; round <= rounds; round++) {
        for (Starts each : starts) {
          String said = each.once(scratch, verb, round > 0);
          observer.doing("Round %d of %d: %s".formatted(round, rounds, said));
        }
      }
      return watched(scratch, ground, busy, seconds, starts.stream().map(Starts::seen).toList());
    }
  }

  /// The starts of one kind.
  private record Starts(
      boolean cached,
      List<Double> firstFrame,
      List<Double> interactive,
      List<Double> empty,
      List<Double> controls) {
    Starts(boolean cached) {
      this(cached, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /// @param counts false for the first of each, which warms the disk's cache
    String once(Scratch scratch, String verb, boolean counts) throws InterruptedException {
      double nothing = WindowProcess.empty(cached);
      double few = WindowProcess.controls(cached);
      WindowProcess.Console console = WindowProcess.console(scratch, cached, verb, scratch.mark());
      if (counts) {
        empty.add(nothing);
        controls.add(few);
        firstFrame.add(console.firstFrame());
        interactive.add(console.interactive());
      }
      return String.format(
          Locale.ROOT,
          "first frame %.0f ms, everything after %.0f ms; an empty window %.0f ms, with a table and"
              + " a chart %.0f ms (%s)",
          console.firstFrame(),
          console.interactive(),
          nothing,
          few,
          cached ? "with start-up cache" : "without");
    }

    Start seen() {
      return new Start(
          cached,
          new Millis(firstFrame),
          new Millis(interactive),
          new Millis(empty),
          new Millis(controls));
    }
  }

  private Result watched(
      Scratch scratch, Ground ground, BusyJobs busy, int seconds, List<Start> starts)
      throws InterruptedException {
    QueueDepths depths = HourOfDepths.make(WatchedWindow.clock());
    Map<String, Pauses> screens = new LinkedHashMap<>();
    try (Heap heap = Heap.watch();
        WatchedWindow window = WatchedWindow.open(scratch.session(), depths)) {
      window.awaitData();
      // Each screen twice: what a program does for the first time is slow in any Java, and told
      // apart as its opening.
      for (String screen : WatchedWindow.screens()) {
        observer.doing("Looking at " + screen + " while " + busy.jobs() + " jobs change");
        window.takeLongestPause();
        window.show(screen);
        double opening = millis(window.takeLongestPause());
        live(busy, depths, 2);
        window.takeLongestPause();
        live(busy, depths, seconds);
        screens.put(screen, new Pauses(screen, opening, millis(window.takeLongestPause())));
      }
      return new Result(
          starts, busy.jobs(), List.copyOf(screens.values()), heap.seen(), ground.server());
    }
  }

  /// A change of everything each second.
  private static void live(BusyJobs busy, QueueDepths depths, int seconds)
      throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int second = 0; second < seconds; second++) {
      long begun = System.nanoTime();
      busy.change();
      depths.sample();
      long left = TimeUnit.SECONDS.toNanos(1) - (System.nanoTime() - begun);
      boolean _ = never.await(left, TimeUnit.NANOSECONDS);
    }
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
