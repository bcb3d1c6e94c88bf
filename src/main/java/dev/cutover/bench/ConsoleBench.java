package dev.cutover.bench;

import dev.cutover.boot.MeasuredWindow;
import dev.cutover.boot.Scratch;
import dev.cutover.boot.Session;
import dev.cutover.monitor.QueueDepths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How soon the window is there, beside an empty window with the same theme in a process of its
/// own; and how long it would have let a click wait while everything in it changes each second.
public final class ConsoleBench {
  private final Session session;
  private final Observer observer;

  public ConsoleBench(Session session, Observer observer) {
    this.session = session;
    this.observer = observer;
  }

  /// Milliseconds since the process began.
  public record Start(Millis firstFrame, Millis interactive) {}

  /// The longest pauses of the FX thread while a screen was in front.
  ///
  /// @param opening while it was brought to the front, milliseconds
  /// @param live while its data changed each second, milliseconds
  public record Pauses(String screen, double opening, double live) {}

  public record Result(
      Start console, Start empty, int jobs, List<Pauses> screens, HeapUse heap, Server server) {
    public double firstFrameRatio() {
      return console.firstFrame().median() / empty.firstFrame().median();
    }

    public double interactiveRatio() {
      return console.interactive().median() / empty.firstFrame().median();
    }

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
      List<WindowProcess.Times> consoles = new ArrayList<>();
      List<WindowProcess.Times> empties = new ArrayList<>();
      for (int round = 0; round <= rounds; round++) {
        WindowProcess.Times empty = WindowProcess.empty();
        WindowProcess.Times console = WindowProcess.console(scratch);
        observer.doing(
            "Round %d of %d: first frame %.0f ms, everything after %.0f ms; an empty window %.0f ms"
                .formatted(
                    round,
                    rounds,
                    console.firstFrame(),
                    console.interactive(),
                    empty.firstFrame()));
        if (round > 0) {
          // The first of each warms the disk's cache.
          empties.add(empty);
          consoles.add(console);
        }
      }
      return watched(scratch, ground, busy, seconds, start(consoles), start(empties));
    }
  }

  private static Start start(List<WindowProcess.Times> times) {
    return new Start(
        new Millis(times.stream().map(WindowProcess.Times::firstFrame).toList()),
        new Millis(times.stream().map(WindowProcess.Times::interactive).toList()));
  }

  private Result watched(
      Scratch scratch, Ground ground, BusyJobs busy, int seconds, Start console, Start empty)
      throws InterruptedException {
    QueueDepths depths = HourOfDepths.make(MeasuredWindow.clock());
    Map<String, Pauses> screens = new LinkedHashMap<>();
    try (Heap heap = Heap.watch();
        MeasuredWindow window = MeasuredWindow.open(scratch.session(), depths)) {
      window.awaitData();
      // Each screen twice: what a program does for the first time is slow in any Java, and told
      // apart as its opening.
      for (String screen : MeasuredWindow.screens()) {
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
          console, empty, busy.jobs(), List.copyOf(screens.values()), heap.seen(), ground.server());
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
