package dev.cutover.broker;

/// A message that cannot be understood; the text is the reason kept with the dead letter. An
/// expected end, so it carries no stack trace.
final class UnreadableMessage extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 500;

  UnreadableMessage(String reason) {
    super(shortened(reason), null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "...";
  }
}
