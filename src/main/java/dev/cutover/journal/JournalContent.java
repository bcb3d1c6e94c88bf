package dev.cutover.journal;

import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.RunRefused;
import dev.cutover.job.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a journal's file holds.
///
/// @param good bytes up to the end of the last whole record
/// @param torn bytes behind it that a crash left
record JournalContent(List<JournalRecord> records, long good, long torn) {

  /// @throws RunRefused when the file is missing, or damaged before its last line
  static JournalContent read(Path file, String run) throws IOException {
    byte[] bytes = bytes(file);
    List<JournalRecord> records = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int end = lineEnd(bytes, at);
      Optional<JournalRecord> record =
          end < bytes.length ? JournalLine.read(bytes, at, end) : Optional.empty();
      if (record.isEmpty() && end + 1 < bytes.length) {
        throw damaged(file, records.size() + 1, "its checksum does not fit");
      }
      if (record.isEmpty()) {
        break;
      }
      mustFollow(record.get(), records.size() + 1, run, file);
      records.add(record.get());
      at = end + 1;
    }
    return new JournalContent(List.copyOf(records), at, bytes.length - at);
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new RunRefused(
          new Problem(
              "journal.missing",
              "The journal "
                  + file
                  + " is missing. What its run has done is not known from it."
                  + " Nothing was changed now.",
              "Put the file back from a copy (the database keeps one in"
                  + " etl_cutover.etl_cutover_journal of the maintenance database), or look at the"
                  + " servers and undo by hand."),
          missing);
    }
  }

  private static int lineEnd(byte[] bytes, int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private static void mustFollow(JournalRecord record, long seq, String run, Path file) {
    if (record.seq() != seq) {
      throw damaged(file, seq, "it has the number " + record.seq());
    }
    if (!record.run().equals(run)) {
      throw damaged(file, seq, "it is of the run " + record.run());
    }
  }

  private static RunRefused damaged(Path file, long line, String why) {
    return new RunRefused(
        new Problem(
            "journal.damaged",
            "The journal "
                + file
                + " is damaged in line "
                + line
                + ": "
                + why
                + ". What the run has done is not certain. Nothing was changed now.",
            "Compare it with the copy in the maintenance database"
                + " (etl_cutover.etl_cutover_journal) and put a whole one in its place."));
  }
}
