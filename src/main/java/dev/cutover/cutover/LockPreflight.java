package dev.cutover.cutover;

import dev.cutover.check.Finding;
import java.util.List;

/// Is another console at work on the same target?
public final class LockPreflight implements Preflight {
  private static final String CHECK = "other consoles";

  private final RunLock lock;

  public LockPreflight(RunLock lock) {
    this.lock = lock;
  }

  @Override
  public String area() {
    return CHECK;
  }

  @Override
  public List<Finding> examine(CutoverPlan plan) {
    return List.of(
        lock.holder()
            .map(
                holder ->
                    holder.run().equals(plan.id())
                        ? Finding.pass(CHECK, "this run holds the target")
                        : Finding.fail(
                            CHECK,
                            holder.line() + ".",
                            "Let it end, or take it over there and then (`cutover status` shows"
                                + " it)."))
            .orElseGet(() -> Finding.pass(CHECK, "nobody holds the target")));
  }
}
