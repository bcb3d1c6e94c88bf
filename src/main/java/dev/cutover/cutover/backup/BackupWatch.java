package dev.cutover.cutover.backup;

/// Whoever watches a backup being made or checked.
public interface BackupWatch {
  BackupWatch SILENT =
      new BackupWatch() {
        @Override
        public void at(BackupProgress progress) {}

        @Override
        public boolean isCancelled() {
          return false;
        }
      };

  /// Called several times a second, from any thread.
  void at(BackupProgress progress);

  /// True when the work is to stop and to put away what is half done.
  boolean isCancelled();
}
