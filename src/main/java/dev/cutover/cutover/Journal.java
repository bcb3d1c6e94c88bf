package dev.cutover.cutover;

import java.util.List;

/// The run's append-only record, the truth after a crash. Each record is on the disk before
/// [#append] returns.
public interface Journal extends AutoCloseable {

  /// Everything so far, in order.
  List<JournalRecord> records();

  /// What a record says; number, time and run are added by the journal.
  ///
  /// @param step word of the step, or `run`
  /// @param effect empty for the step as a whole
  record Entry(
      String step,
      String effect,
      JournalRecord.Phase phase,
      String actor,
      long epoch,
      Evidence evidence,
      String error) {}

  /// @return the record as written
  /// @throws java.io.UncheckedIOException when it cannot be written: then nothing may be done
  JournalRecord append(Entry entry);

  @Override
  void close();
}
