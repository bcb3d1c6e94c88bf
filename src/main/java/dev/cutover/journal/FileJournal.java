package dev.cutover.journal;

import dev.cutover.cutover.Journal;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.RunRefused;
import dev.cutover.job.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// `journal.log`. A record is forced to the disk before [#append] returns. After one failure
/// nothing more is written: what the file holds then is known only when it is opened anew.
final class FileJournal implements Journal {
  private final Path file;
  private final String run;
  private final InstantSource clock;
  private final FileChannel channel;
  private final List<JournalRecord> records;
  private long size;
  private boolean broken;

  FileJournal(
      Path file, String run, InstantSource clock, FileChannel channel, JournalContent content) {
    this.file = file;
    this.run = run;
    this.clock = clock;
    this.channel = channel;
    this.records = new ArrayList<>(content.records());
    this.size = content.good();
  }

  /// Goes on with a journal; what a crash left half written at its end is cut off.
  static FileJournal open(Path file, String run, InstantSource clock) {
    try {
      JournalContent content = JournalContent.read(file, run);
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (content.torn() > 0) {
        channel.truncate(content.good());
        channel.force(true);
      }
      return new FileJournal(file, run, clock, channel, content);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  @Override
  public synchronized List<JournalRecord> records() {
    return List.copyOf(records);
  }

  @Override
  public synchronized JournalRecord append(Entry entry) {
    JournalRecord record =
        new JournalRecord(
            records.size() + 1L,
            run,
            entry.step(),
            entry.effect(),
            entry.phase(),
            clock.instant(),
            System.nanoTime(),
            entry.actor(),
            entry.epoch(),
            entry.evidence(),
            entry.error());
    byte[] line = JournalLine.write(record);
    try {
      mustBeOurs();
      write(line);
    } catch (IOException e) {
      broken = true;
      throw unwritable(file, e);
    }
    size += line.length;
    records.add(record);
    return record;
  }

  private void mustBeOurs() throws IOException {
    if (broken) {
      throw new IOException("an earlier record could not be written");
    }
    if (channel.size() != size) {
      broken = true;
      throw new RunRefused(
          new Problem(
              "journal.shared",
              "Another process wrote into the journal "
                  + file
                  + ". This one stopped before its"
                  + " next act.",
              "Watch the other console; it goes on with the run."));
    }
  }

  private void write(byte[] line) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(line);
    long at = size;
    while (left.hasRemaining()) {
      at += channel.write(left, at);
    }
    channel.force(false);
  }

  private static UncheckedIOException unwritable(Path file, IOException e) {
    return new UncheckedIOException(
        "The journal "
            + file
            + " cannot be written, and without it nothing is done: "
            + e.getMessage()
            + ". Nothing was changed since its last record.",
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing " + file, e);
    }
  }
}
