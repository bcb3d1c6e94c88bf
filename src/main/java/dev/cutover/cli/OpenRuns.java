package dev.cutover.cli;

import dev.cutover.boot.CutoverDesk;
import dev.cutover.boot.Refused;
import dev.cutover.cutover.RunHistory;
import dev.cutover.job.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs of this workstation that were begun and not ended.
final class OpenRuns {
  private OpenRuns() {}

  static List<String> of(CutoverDesk desk) {
    return desk.shelf().runs().stream()
        .filter(run -> RunHistory.of(desk.shelf().records(run)).isOpen())
        .toList();
  }

  static void mustBeNone(CutoverDesk desk) {
    List<String> open = of(desk);
    if (!open.isEmpty()) {
      throw new Refused(
          Exit.REFUSED,
          new Problem(
              "run.open",
              "A cutover was begun and not ended: "
                  + String.join(", ", open)
                  + ". Nothing was done.",
              "`cutover status` shows it, `cutover resume` goes on with it, `cutover rollback` goes"
                  + " back."));
    }
  }

  /// The one that is named, or the only open one.
  static String one(CutoverDesk desk, @Nullable String named) {
    if (named != null) {
      return named;
    }
    List<String> open = of(desk);
    if (open.size() != 1) {
      throw new Refused(
          Exit.USAGE,
          new Problem(
              "run.which",
              open.isEmpty()
                  ? "No cutover is open on this workstation."
                  : "Several are open: " + String.join(", ", open) + ".",
              open.isEmpty() ? "`cutover status` lists those that ended." : "Name it with --run."));
    }
    return open.getFirst();
  }
}
