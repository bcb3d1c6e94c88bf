package dev.cutover.source;

import java.util.Locale;

/// Why bytes are no document. Carries no stack trace: it is an answer about data, thrown out of the
/// depth of the scanner and turned into a value at its rim.
final class NotJson extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int NOWHERE = -1;

  private final String reason;
  private final int offset;
  private final boolean truncated;

  private NotJson(String reason, int offset, boolean truncated) {
    super(reason, null, false, false);
    this.reason = reason;
    this.offset = offset;
    this.truncated = truncated;
  }

  static NotJson at(int offset, String reason) {
    return new NotJson(reason, offset, false);
  }

  static NotJson because(String reason) {
    return new NotJson(reason, NOWHERE, false);
  }

  static NotJson tooLarge(String what, long limit) {
    return because(String.format(Locale.ROOT, "%s, beyond the limit of %,d", what, limit));
  }

  static NotJson cutOff(int offset) {
    return new NotJson("ends in the middle", offset, true);
  }

  /// The same with the offset counted from the beginning of the document.
  NotJson from(int start) {
    return offset == NOWHERE ? this : new NotJson(reason, offset - start, truncated);
  }

  /// True when the bytes were fine as far as they went.
  boolean truncated() {
    return truncated;
  }

  String reason() {
    return offset == NOWHERE ? reason : reason + " (byte " + offset + ")";
  }
}
