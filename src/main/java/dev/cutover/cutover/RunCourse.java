package dev.cutover.cutover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What comes next, by what the journal says.
final class RunCourse {
  private final List<StepName> order;
  private final Map<StepName, Step> steps;

  /// The next piece of work.
  sealed interface Next {
    record Forward(Step step) implements Next {}

    record Back(Step step) implements Next {}

    /// Nothing is left to do on this way.
    record Nothing() implements Next {}
  }

  RunCourse(CutoverPlan plan, Map<StepName, Step> steps) {
    this.order = new ArrayList<>(plan.steps());
    this.steps = steps;
  }

  Next next(RunHistory history) {
    return switch (history.way()) {
      case FORWARD -> forward(history);
      case BACK -> {
        Optional<Next> restored = back(history, StepName.RESTORE);
        yield restored.orElseGet(() -> backward(history, history.backTo()));
      }
      case RESTORE -> restore(history);
    };
  }

  private Next forward(RunHistory history) {
    for (StepName name : order) {
      if (!history.isVerified(name)) {
        return new Next.Forward(step(name));
      }
    }
    return new Next.Nothing();
  }

  private Next backward(RunHistory history, @org.jspecify.annotations.Nullable StepName stays) {
    for (StepName name : order.reversed()) {
      if (stays != null && name.compareTo(stays) <= 0) {
        break;
      }
      Optional<Next> back = back(history, name);
      if (back.isPresent()) {
        return back.get();
      }
    }
    return new Next.Nothing();
  }

  private Optional<Next> back(RunHistory history, StepName name) {
    return history.step(name).isOpen() ? Optional.of(new Next.Back(step(name))) : Optional.empty();
  }

  /// Back to the backup, the backup into its place, then the rest of the way back.
  private Next restore(RunHistory history) {
    if (history.isVerified(StepName.RESTORE)) {
      return backward(history, null);
    }
    Next behind = backward(history, StepName.BACKUP);
    return behind instanceof Next.Nothing ? new Next.Forward(step(StepName.RESTORE)) : behind;
  }

  private Step step(StepName name) {
    return Objects.requireNonNull(steps.get(name), name::word);
  }
}
