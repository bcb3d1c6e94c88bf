package dev.cutover.job;

/// How far long work has come, told to whoever watches, and whether it is still wanted.
public interface Progress {
  Progress SILENT =
      new Progress() {
        @Override
        public void at(long done, long total) {}

        @Override
        public boolean isCancelled() {
          return false;
        }
      };

  /// What is counted.
  enum Unit {
    PIECES,
    BYTES,
    /// Of a wait for something outside; the total is when it is given up.
    MILLISECONDS
  }

  /// @param total 0 when it is not known
  void at(long done, long total);

  /// The same for whoever tells the units apart.
  default void at(long done, long total, Unit unit) {
    at(done, total);
  }

  /// True when the work is to stop at the next safe point.
  boolean isCancelled();
}
