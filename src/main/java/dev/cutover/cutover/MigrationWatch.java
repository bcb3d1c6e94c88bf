package dev.cutover.cutover;

/// Watches a migration or its rehearsal; told and asked by threads of whoever carries it out.
public interface MigrationWatch {
  MigrationWatch SILENT =
      new MigrationWatch() {
        @Override
        public void begins(MigrationStatus.Script script, int done, int of) {
          // Nobody looks.
        }

        @Override
        public boolean isCancelled() {
          return false;
        }
      };

  /// @param done scripts of this run that are through
  /// @param of scripts of this run
  void begins(MigrationStatus.Script script, int done, int of);

  /// Asked all the time; the statement that is under way is ended on the server soon after.
  boolean isCancelled();
}
