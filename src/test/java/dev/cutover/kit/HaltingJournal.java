package dev.cutover.kit;

import dev.cutover.cutover.Journal;
import dev.cutover.cutover.JournalRecord;
import java.util.List;

/// A journal at whose boundaries the process dies: before or after the n-th record of its life.
public final class HaltingJournal implements Journal {
  private final Journal real;
  private final int at;
  private final boolean after;
  private final Runnable death;
  private int appended;

  /// @param at counted from 1; 0 for never
  /// @param death does not return
  public HaltingJournal(Journal real, int at, boolean after, Runnable death) {
    this.real = real;
    this.at = at;
    this.after = after;
    this.death = death;
  }

  /// What was written since it was opened.
  public int appended() {
    return appended;
  }

  @Override
  public List<JournalRecord> records() {
    return real.records();
  }

  @Override
  public JournalRecord append(Entry entry) {
    appended++;
    if (appended == at && !after) {
      death.run();
    }
    JournalRecord record = real.append(entry);
    if (appended == at && after) {
      death.run();
    }
    return record;
  }

  @Override
  public void close() {
    real.close();
  }
}
