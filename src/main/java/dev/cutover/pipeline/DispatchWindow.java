package dev.cutover.pipeline;

/// How many hints of a stage may be out at once. At rest it is four a slot, so that a job of high
/// priority waits for few others; it doubles while workers empty it faster than the dispatcher
/// looks, and shrinks when they do not.
final class DispatchWindow {
  private static final int HINTS_A_SLOT = 4;
  private static final int LARGEST = 4096;
  private static final int FULL_LOOKS_BEFORE_SHRINKING = 20;

  private int window = HINTS_A_SLOT;
  private int fullLooks;

  int size(int slots) {
    window = Math.clamp(window, HINTS_A_SLOT * Math.max(1, slots), LARGEST);
    return window;
  }

  /// @param outstanding hints out before the dispatch
  /// @param dispatched hints added by it
  void observed(int outstanding, int dispatched) {
    if (outstanding + dispatched >= window && outstanding <= window / 2) {
      window = Math.min(window * 2, LARGEST);
      fullLooks = 0;
    } else if (dispatched == 0 && outstanding >= window) {
      if (++fullLooks >= FULL_LOOKS_BEFORE_SHRINKING) {
        window = Math.max(HINTS_A_SLOT, window / 2);
        fullLooks = 0;
      }
    } else {
      fullLooks = 0;
    }
  }
}
