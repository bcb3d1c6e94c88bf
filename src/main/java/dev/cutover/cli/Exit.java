package dev.cutover.cli;

/// Exit statuses. Other programs rely on them.
final class Exit {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  /// A check found something (verify, reconcile with a gap, topology that differs).
  static final int CHECK_FAILED = 3;

  /// Nothing was done; it waits for `--approve`.
  static final int NEEDS_DECISION = 4;

  /// Read-only, held by another, wrong server.
  static final int REFUSED = 5;

  static final int CANCELLED = 130;

  private Exit() {}
}
