package dev.cutover.cutover;

/// One place where the broker is not as wanted, or one thing that was changed to make it so.
///
/// @param object such as `queue etl.extract` or `binding etl.direct -> etl.extract (key extract)`
/// @param advice what a person can do, empty when `apply` does it
public record TopologyDifference(
    Kind kind, String object, String wanted, String found, String advice) {

  /// MISSING is `+` (to be created), DIFFERENT is `~`, UNWANTED is `-` (to be removed, by a person
  /// only).
  public enum Kind {
    MISSING('+'),
    DIFFERENT('~'),
    UNWANTED('-');

    private final char sign;

    Kind(char sign) {
      this.sign = sign;
    }

    public char sign() {
      return sign;
    }
  }

  /// One line for a terminal.
  public String line() {
    StringBuilder line = new StringBuilder().append(kind.sign()).append(' ').append(object);
    if (!wanted.isEmpty()) {
      line.append(": wanted ").append(wanted).append(", found ").append(found);
    }
    if (!advice.isEmpty()) {
      line.append(". ").append(advice);
    }
    return line.toString();
  }
}
