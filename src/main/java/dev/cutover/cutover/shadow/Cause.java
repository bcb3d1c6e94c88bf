package dev.cutover.cutover.shadow;

/// What kind of difference it is. Whether it is explained is told beside it: a shift of time is
/// known of the times of Jira, and a fault anywhere else.
public enum Cause {
  /// The old service has no such row.
  MISSING_IN_LIVE("missing in live"),
  /// The pipeline loaded no such row.
  MISSING_IN_SHADOW("missing in shadow"),
  /// The source's record is newer than the old service's last run.
  NEWER_IN_SOURCE("newer in source"),
  /// The old service took it over after the shadow had been loaded.
  NEWER_IN_LIVE("newer in live"),
  /// Times that are a whole number of quarter hours apart.
  TIME_ZONE("time zone"),
  /// Numbers that differ in their last digits.
  ROUNDING("rounding"),
  /// No value on one side, an empty one on the other.
  NULL_OR_EMPTY("null or empty"),
  /// A fault of the old service that the pipeline has mended, or a rule that it has anew.
  KNOWN_FAULT("known fault"),
  /// A column that no mapping fills: the pipeline leaves there what the old service wrote.
  NO_MAPPING("no mapping"),
  /// Anything else.
  VALUE("value differs");

  private final String word;

  Cause(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
