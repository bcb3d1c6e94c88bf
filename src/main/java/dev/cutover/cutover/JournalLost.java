package dev.cutover.cutover;

/// The journal could not be written: nothing more may be done.
final class JournalLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JournalLost(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
