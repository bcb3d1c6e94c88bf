package dev.cutover.cutover;

/// The steps of a cutover in their order; the numbers are those of the operator's manual.
public enum StepName {
  PREFLIGHT("S0", "preflight"),
  BEGIN("S1", "begin"),
  INVENTORY("S2", "inventory"),
  SCHEMA("S3", "schema"),
  TOPOLOGY("S4", "topology"),
  REHEARSAL("S5", "rehearsal"),
  SHADOW("S5b", "shadow"),
  DRAIN("S6", "drain"),
  FREEZE("S7", "freeze"),
  BACKUP("S8", "backup"),
  MOVE("S9", "move"),
  SWITCH("S10", "switch"),
  WORKERS("S11", "workers"),
  VALIDATION("S12", "validation"),
  SOAK("S13", "soak"),
  COMMIT("S14", "commit"),
  /// The rollback that puts the proved backup beside the live database and swaps the names. Never
  /// part of a plan: the engine carries it out when a person asks for it, after everything behind
  /// [#BACKUP] was undone and before the rest is.
  RESTORE("R2", "restore");

  private final String number;
  private final String word;

  StepName(String number, String word) {
    this.number = number;
    this.word = word;
  }

  /// Such as `S7`.
  public String number() {
    return number;
  }

  /// Word on the command line and in the journal, such as `freeze`.
  public String word() {
    return word;
  }

  /// @throws IllegalArgumentException when no step has this word or number
  public static StepName of(String text) {
    for (StepName each : values()) {
      if (each.word.equals(text) || each.number.equalsIgnoreCase(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException(text + " is no step");
  }
}
