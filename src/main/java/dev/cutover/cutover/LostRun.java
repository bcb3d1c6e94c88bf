package dev.cutover.cutover;

/// Another console took the run over; this one must not act any more.
public final class LostRun extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long epoch;
  private final long newer;

  public LostRun(long epoch, long newer) {
    super(
        "Another console took this cutover over (epoch "
            + newer
            + ", this one has "
            + epoch
            + "). This one stopped before its next step; watch the other.");
    this.epoch = epoch;
    this.newer = newer;
  }

  public long epoch() {
    return epoch;
  }

  public long newer() {
    return newer;
  }
}
