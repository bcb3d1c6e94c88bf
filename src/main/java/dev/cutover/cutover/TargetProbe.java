package dev.cutover.cutover;

/// Which servers really answer. Changes nothing.
public interface TargetProbe {

  /// As they are now, to be compared with the plan's: the same name on another server is another
  /// target.
  CutoverPlan.Target target() throws InterruptedException;
}
