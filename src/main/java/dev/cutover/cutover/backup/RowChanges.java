package dev.cutover.cutover.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What was written into one state of a database since another, row by row. Both are read in the
/// order of their keys and merged, so that memory does not grow with the tables.
public interface RowChanges {

  /// @param table such as `public.work_items`
  /// @param unfit of the inserted and updated: they hold something that the older state has no
  ///   column for
  /// @param comparable false for a table without a key, whose rows cannot be told apart
  record Changed(
      String table, long inserted, long updated, long deleted, long unfit, boolean comparable) {
    public boolean isNothing() {
      return inserted == 0 && updated == 0 && deleted == 0 && comparable;
    }
  }

  /// Lists the rows into a file a table, a JSON object a line; those that do not fit come first.
  ///
  /// @param newer database that was written to
  /// @param older database to go back to
  Changed list(String newer, String older, TableFacts table, Path file, BooleanSupplier cancelled)
      throws InterruptedException;

  /// Writes listed rows into the older state. Doing it again changes nothing.
  ///
  /// @return rows that were written
  /// @throws dev.cutover.cutover.StepFailure a row does not go in; nothing of these tables did
  long replay(String older, List<Replay> tables);

  record Replay(TableFacts table, Path file) {}

  /// Moves the sequences of `older` on to where those of `newer` stand: a number that was given to
  /// a row since is not given to another one, whether that row is written again, now or later, or
  /// is kept in a list.
  void advance(String newer, String older);
}
