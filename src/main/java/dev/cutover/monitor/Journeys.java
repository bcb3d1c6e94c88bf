package dev.cutover.monitor;

import dev.cutover.rawdata.RawLine;

/// Follows one record of a source through the pipeline.
public interface Journeys {

  /// Everything that is known of the record of this line, in its tenant and integration alone.
  RecordJourney of(RawLine line);
}
