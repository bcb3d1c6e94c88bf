package dev.cutover.cutover;

/// Names of facts by which the engine reads its own journal.
final class Words {
  static final String RUN = "run";
  static final String ADOPTED = "was so before";
  static final String ACCEPTED = "accepted";
  static final String TREAT = "treat as";
  static final String REASON = "reason";
  static final String TYPED = "typed";
  static final String DECISION = "decision";
  static final String ROLL_BACK = "roll back";
  static final String UNDO_TO = "undo to";
  static final String RESTORE = "restore";
  static final String FORWARD = "forward";
  static final String TO = "to";
  static final String PLAN = "plan sha256";

  /// The last word before what cannot be undone.
  static final String NO_RETURN = "point of no return";

  private Words() {}

  static String before(String check) {
    return "before: " + check;
  }

  static String after(String check) {
    return "after: " + check;
  }
}
