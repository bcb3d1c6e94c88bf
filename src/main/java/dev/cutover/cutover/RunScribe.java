package dev.cutover.cutover;

import dev.cutover.check.Finding;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/// Writes the journal and keeps what it says at hand.
final class RunScribe {
  private final Journal journal;
  private final RunHistory history;
  private final String actor;
  private final long epoch;
  private final Runnable written;

  /// @param written told after each record
  RunScribe(Journal journal, String actor, long epoch, Runnable written) {
    this.journal = journal;
    this.history = RunHistory.of(journal.records());
    this.actor = actor;
    this.epoch = epoch;
    this.written = written;
  }

  RunHistory history() {
    return history;
  }

  String actor() {
    return actor;
  }

  void write(StepName step, String effect, JournalRecord.Phase phase, Evidence evidence) {
    write(step.word(), effect, phase, evidence, "");
  }

  void failed(StepName step, String effect, Evidence evidence, String error) {
    write(step.word(), effect, JournalRecord.Phase.FAILED, evidence, error);
  }

  void run(JournalRecord.Phase phase, Evidence evidence) {
    write(Words.RUN, "", phase, evidence, "");
  }

  private void write(
      String step, String effect, JournalRecord.Phase phase, Evidence evidence, String error) {
    JournalRecord record;
    try {
      record =
          journal.append(new Journal.Entry(step, effect, phase, actor, epoch, evidence, error));
    } catch (UncheckedIOException | RunRefused e) {
      throw new JournalLost(e);
    }
    history.take(record);
    written.run();
  }

  static Evidence evidence(List<Finding> findings) {
    Evidence evidence = Evidence.NONE;
    for (Finding each : findings) {
      evidence =
          evidence.and(
              each.check(), each.severity().name().toLowerCase(Locale.ROOT) + ": " + each.found());
    }
    return evidence;
  }
}
