package dev.cutover.cutover;

import java.util.List;

/// The runs of this workstation: for each its plan and its journal.
public interface RunShelf {

  /// A run as found.
  record Opened(FrozenPlan plan, Journal journal) {}

  /// Newest first, by id.
  List<String> runs();

  /// Puts the plan down and begins an empty journal.
  ///
  /// @throws java.io.UncheckedIOException when the folder cannot be written: then nothing may be
  ///   done
  /// @throws RunRefused a run of this id exists
  Opened create(FrozenPlan plan);

  /// For going on with it. Cuts what a crash left half written at the end.
  ///
  /// @throws RunRefused when plan or journal are missing or damaged, with where
  Opened open(String run);

  /// For looking at it, while another process may write it. Changes nothing.
  FrozenPlan plan(String run);

  /// The same of its records; what is half written at the end is left out.
  List<JournalRecord> records(String run);
}
