package dev.cutover.kit;

import dev.cutover.ui.fx.FxThread;
import dev.cutover.ui.measure.FxPauses;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The longest pause of the FX thread on each screen that a test opened, told at its end. It is a
/// report and no bound: how long a pause is depends on what else the machine does.
final class PauseReport implements AutoCloseable {
  private final FxPauses pauses = FxPauses.watch(FxThread.ofToolkit());
  private final Supplier<String> front;
  private final Map<String, Duration> longest = new TreeMap<>();

  /// @param front the word of the screen in front
  PauseReport(Supplier<String> front) {
    this.front = front;
  }

  /// What was seen since the last call belongs to the screen that is in front now.
  void note() {
    Duration seen = pauses.takeLongest();
    longest.merge(front.get(), seen, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  void forget() {
    Duration _ = pauses.takeLongest();
  }

  @Override
  public void close() {
    note();
    pauses.close();
    System.out.println(
        "longest pause of the FX thread, in ms: "
            + longest.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().toMillis())
                .collect(Collectors.joining(", ")));
  }
}
