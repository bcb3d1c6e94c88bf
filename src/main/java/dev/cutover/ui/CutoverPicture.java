package dev.cutover.ui;

import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.RunHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The cutovers of the target at one moment.
///
/// @param runs of this workstation against this target, the newest first
/// @param shown the one that was asked for
/// @param here whether this window holds it and may command it
public record CutoverPicture(List<KnownRun> runs, Optional<CutoverSnapshot> shown, boolean here) {
  public static final CutoverPicture NONE = new CutoverPicture(List.of(), Optional.empty(), false);

  public CutoverPicture {
    runs = List.copyOf(runs);
  }

  /// A run as the list of runs names it.
  public record KnownRun(
      String id, Instant made, String actor, CutoverSnapshot.State state, RunHistory.Way way) {}

  /// A run was begun and nobody carries it out: the console that did has ended or crashed.
  public boolean isAbandoned() {
    return !here
        && shown
            .filter(
                run ->
                    run.state() == CutoverSnapshot.State.OPEN
                        && run.begun().isPresent()
                        && run.heldBy().isEmpty())
            .isPresent();
  }
}
