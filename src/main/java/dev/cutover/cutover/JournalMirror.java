package dev.cutover.cutover;

import java.util.List;

/// A copy of the journal where other consoles see it. The file is the truth: a copy that fails is
/// made up for with the next record, and nothing waits for it.
public interface JournalMirror extends AutoCloseable {
  JournalMirror NONE =
      new JournalMirror() {
        @Override
        public void copy(List<JournalRecord> all) {}

        @Override
        public List<JournalRecord> records(String run) {
          return List.of();
        }

        @Override
        public List<String> runs() {
          return List.of();
        }

        @Override
        public void close() {}
      };

  /// Adds what it lacks of these.
  void copy(List<JournalRecord> all);

  /// What other consoles see of a run.
  List<JournalRecord> records(String run);

  /// Runs of the target, newest first.
  List<String> runs();

  @Override
  void close();
}
