package dev.cutover.pipeline.stage;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Tx;
import dev.cutover.pipeline.stage.rows.StagedRow;
import java.util.List;

/// The platform's tables and the staging tables before them.
public interface BusinessTables {

  /// Copies rows into staging under the batch `attempt.job()`.
  void stage(Tx tx, Attempt attempt, List<StagedRow> rows);

  /// Merges the staging rows of a batch set by set into the business tables, recomputes what is
  /// derived from them, marks the raw rows `loaded` and empties the batch. Merging a batch again
  /// changes nothing.
  ///
  /// @return raw rows that are loaded now
  int merge(Tx tx, Attempt attempt, EntityType entity, long batch);
}
