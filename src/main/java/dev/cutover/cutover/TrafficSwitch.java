package dev.cutover.cutover;

import java.time.Instant;
import java.util.Optional;

/// Which of the two does the work: `etl_runtime.mode`. While it is the monolith, the pipeline
/// dispatches nothing and starts no run by itself.
public interface TrafficSwitch {

  /// Who works.
  enum Mode {
    MONOLITH,
    PIPELINE;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  Mode mode();

  /// When the mode was set last, by the clock of the database; empty before the schema has it.
  Optional<Instant> since();

  /// In one transaction, guarded by the epoch.
  ///
  /// @throws LostRun another console holds a newer epoch; nothing was changed
  void set(Mode mode, String run, String actor, long epoch);
}
