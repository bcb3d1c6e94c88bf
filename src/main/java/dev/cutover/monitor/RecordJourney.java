package dev.cutover.monitor;

import dev.cutover.rawdata.RawLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened to one record: its versions, the jobs that handled them, its business row, what
/// was kept as a dead letter.
///
/// @param steps the oldest first
/// @param complete false when older jobs or versions were not looked at
public record RecordJourney(RawLine line, List<Step> steps, boolean complete) {

  public RecordJourney {
    steps = List.copyOf(steps);
  }

  /// One thing on the way.
  public sealed interface Step {
    /// When it began; null when nobody wrote it down.
    @Nullable Instant at();

    /// A version of the record was stored.
    record Version(RawLine line) implements Step {
      @Override
      public Instant at() {
        return line.extractedAt();
      }
    }

    /// A job handled it.
    ///
    /// @param events every change of the job's state, the oldest first
    record Job(JobBrowser.JobLine job, List<JobBrowser.Event> events) implements Step {
      public Job {
        events = List.copyOf(events);
      }

      @Override
      public @Nullable Instant at() {
        return events.isEmpty() ? job.createdAt() : events.getFirst().at();
      }
    }

    /// It is in its business table.
    ///
    /// @param at when the row was changed last
    /// @param rawRow version that the row comes from, null when the row does not say
    /// @param parts rows that hang on it, by table
    record Loaded(
        @Nullable Instant at, String table, long id, @Nullable Long rawRow, Map<String, Long> parts)
        implements Step {
      public Loaded {
        parts = Map.copyOf(parts);
      }
    }

    /// Something of it was kept as a dead letter.
    record Letter(@Nullable Instant at, long id, String origin, String reason, String state)
        implements Step {}
  }
}
