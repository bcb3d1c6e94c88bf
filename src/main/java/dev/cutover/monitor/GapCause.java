package dev.cutover.monitor;

import java.util.Locale;

/// Why a raw record is not in its business table. A superseded version is none of these: it is no
/// gap.
public enum GapCause {
  /// It waits, and no job is there that would take it on.
  NO_JOB("", "pending"),
  /// The transform refused the record itself; its job completed without it.
  REJECTED("", "failed"),
  /// Its job is out of attempts or hopeless.
  JOB_DEAD("dead", ""),
  /// Somebody cancelled its job.
  JOB_CANCELLED("cancelled", ""),
  /// Its job waits for its turn, or for another try.
  WAITING("pending,queued", ""),
  /// Its job is queued, and nobody has answered the message for so long that it must be lost.
  NO_MESSAGE("queued", ""),
  /// A worker is at it.
  RUNNING("running", ""),
  /// It is transformed, and no job is there that would load it.
  NOT_LOADED("", "transformed"),
  /// Marked as loaded, but its business row is not there.
  ROW_MISSING("", "loaded"),
  /// A person left it out.
  SKIPPED("", "skipped");

  private final String word = name().toLowerCase(Locale.ROOT);
  private final String jobStates;
  private final String rawState;

  GapCause(String jobStates, String rawState) {
    this.jobStates = jobStates;
    this.rawState = rawState;
  }

  public String word() {
    return word;
  }

  /// States of the jobs concerned, with commas between them; empty when it is not about jobs.
  public String jobStates() {
    return jobStates;
  }

  /// State that the raw rows concerned have in common; empty when they differ.
  public String rawState() {
    return rawState;
  }

  public static GapCause of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
