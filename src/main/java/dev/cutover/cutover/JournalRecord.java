package dev.cutover.cutover;

import java.time.Instant;

/// One line of the journal.
///
/// @param seq from 1, without gaps
/// @param step word of the step, or `run` for what concerns the run as a whole
/// @param effect name of the effect, empty for the step as a whole
/// @param at wall clock, UTC
/// @param nanos monotonic clock of the process that wrote it, for durations within one process
/// @param epoch with which the run was held
/// @param error what failed, empty when nothing did
public record JournalRecord(
    long seq,
    String run,
    String step,
    String effect,
    Phase phase,
    Instant at,
    long nanos,
    String actor,
    long epoch,
    Evidence evidence,
    String error) {

  /// BEGUN and ENDED belong to the run (ENDED carries how); a DECISION is a person's: a waiver, an
  /// acceptance, a typed name, with the reason in the evidence.
  public enum Phase {
    BEGUN,
    INTENT,
    DONE,
    VERIFIED,
    FAILED,
    UNDO_INTENT,
    UNDONE,
    UNDO_VERIFIED,
    DECISION,
    NOTE,
    ENDED
  }
}
