package dev.cutover.sample;

/// What real exports hold now and then, and which record of the sample holds it.
final class Oddity {
  /// An issue whose id needs 64 bits.
  static final int WIDE_ID = 1;

  /// A summary that begins with U+200B.
  static final int INVISIBLE_SPACE = 2;

  /// A summary with `\u0000`, which jsonb refuses.
  static final int NUL = 3;

  /// A number with more digits than a double has.
  static final int EXACT_NUMBER = 4;

  static final String EXACT = "12345678901234567.89";

  /// A pull request whose author has gone, and one of a bot.
  static final int NO_AUTHOR = 2;

  static final int BOT = 3;

  private Oddity() {}
}
