package dev.cutover.cutover;

import java.util.List;

/// The file first, then its mirror.
public final class MirroredJournal implements Journal {
  private final Journal file;
  private final JournalMirror mirror;

  public MirroredJournal(Journal file, JournalMirror mirror) {
    this.file = file;
    this.mirror = mirror;
  }

  @Override
  public List<JournalRecord> records() {
    return file.records();
  }

  @Override
  public JournalRecord append(Entry entry) {
    JournalRecord record = file.append(entry);
    mirror.copy(file.records());
    return record;
  }

  @Override
  public void close() {
    mirror.close();
    file.close();
  }
}
