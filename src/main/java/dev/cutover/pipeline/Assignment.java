package dev.cutover.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a job is told to do: the typed form of `etl_job_queue.payload`.
public sealed interface Assignment {

  /// Read one entity of an integration.
  ///
  /// @param since lower bound of the window (overlap already taken off), null to read everything
  /// @param full transform unchanged records again too
  /// @param slice number of the continuation, 0 for the first job of the entity
  /// @param options free options of the trigger, such as `jql`
  record Extract(@Nullable Instant since, boolean full, int slice, Map<String, String> options)
      implements Assignment {}

  /// The rest of an extraction that was handed over: stored as an [Extract] whose job begins at
  /// `cursor`.
  record Continued(Extract order, String cursor) implements Assignment {}

  /// Turn raw rows into staging rows.
  record Transform(List<Long> rawIds) implements Assignment {}

  /// Merge the staging rows of one batch.
  ///
  /// @param batch the transform job that staged them
  /// @param rows raw rows in the batch
  record Load(long batch, int rows) implements Assignment {}

  /// Nothing, for measuring the job machinery alone.
  record Noop() implements Assignment {}
}
