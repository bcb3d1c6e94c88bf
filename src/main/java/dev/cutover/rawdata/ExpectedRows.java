package dev.cutover.rawdata;

import dev.cutover.job.Problem;
import java.util.List;

/// The rows that the transform makes of a raw record now, with the mappings as they are now.
public interface ExpectedRows {

  Answer expected(RawRecord record);

  /// What the transform says.
  sealed interface Answer {
    record Rows(List<BusinessRow> rows) implements Answer {}

    /// It gives no rows.
    record Rejected(Problem problem) implements Answer {}
  }
}
