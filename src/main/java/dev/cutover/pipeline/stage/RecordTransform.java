package dev.cutover.pipeline.stage;

import dev.cutover.job.Problem;
import dev.cutover.pipeline.stage.rows.StagedRow;
import java.util.List;
import java.util.Map;

/// Turns raw documents into typed rows. Pure: no database, no network, no clock; so it also runs
/// offline.
public interface RecordTransform {

  /// @param fieldMappings business column to source field
  Transformed transform(List<RawDocument> documents, Map<String, String> fieldMappings);

  /// @param rows in an order in which no row refers to a later one
  /// @param rejected documents that gave no row, each with its reason; all others gave theirs
  record Transformed(List<StagedRow> rows, Map<Long, Problem> rejected) {}
}
