package dev.cutover.cutover;

import dev.cutover.check.Finding;
import dev.cutover.job.Problem;
import dev.cutover.job.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A run as it is at one moment, for screens and terminals. Immutable.
///
/// @param version grows with each change
/// @param current the step at hand
/// @param gauge how far the work at hand has come
/// @param findings of the check or the verification that stands in the way now
/// @param failure what ended the work last
/// @param led when `failure` is one of an undo: the failure that led to undoing
/// @param frozenSince since when nobody may write into the platform's tables
/// @param heldBy when another console acts on the target
public record CutoverSnapshot(
    long version,
    String run,
    FrozenPlan plan,
    State state,
    RunHistory.Way way,
    List<StepLine> steps,
    Optional<StepName> current,
    Gauge gauge,
    List<Finding> findings,
    Optional<DecisionNeeded> decision,
    Optional<Problem> failure,
    String led,
    Optional<Instant> begun,
    Optional<Instant> frozenSince,
    Optional<RunLock.Holder> heldBy,
    Instant at) {

  public CutoverSnapshot {
    steps = List.copyOf(steps);
    findings = List.copyOf(findings);
  }

  /// What the run does. OPEN: found, nothing is done until a person says so. REFUSED: a check
  /// failed before a step. LOST: another console took it over. UNDONE and COMMITTED are ends.
  public enum State {
    OPEN,
    RUNNING,
    HELD,
    ASKING,
    REFUSED,
    FAILED,
    LOST,
    UNDONE,
    COMMITTED;

    public boolean isOver() {
      return this == UNDONE || this == COMMITTED || this == LOST;
    }
  }

  /// What a step has come to.
  public enum StepState {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    UNDOING,
    UNDONE
  }

  /// @param took null while it is not over
  public record StepLine(
      StepCard card,
      StepState state,
      List<EffectPast> effects,
      Optional<Instant> begun,
      Optional<Duration> took,
      Evidence findings,
      String error) {

    public StepLine {
      effects = List.copyOf(effects);
    }

    public StepName name() {
      return card.name();
    }
  }

  /// @param total 0 when it is not known
  /// @param doing one line on what is being done right now
  /// @param soonest remaining time at best; empty when nothing is known
  public record Gauge(
      long done,
      long total,
      Progress.Unit unit,
      String doing,
      Duration elapsed,
      Optional<Duration> soonest,
      Optional<Duration> latest) {
    public static final Gauge IDLE =
        new Gauge(
            0, 0, Progress.Unit.PIECES, "", Duration.ZERO, Optional.empty(), Optional.empty());
  }

  /// The step behind which there is no way back.
  public StepName pointOfNoReturn() {
    return StepName.COMMIT;
  }

  /// How long nobody could write until now; zero when writes are not frozen.
  public Duration frozenFor() {
    return frozenSince.map(since -> Duration.between(since, at)).orElse(Duration.ZERO);
  }
}
