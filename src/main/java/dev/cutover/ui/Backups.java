package dev.cutover.ui;

import dev.cutover.check.Finding;
import dev.cutover.cutover.backup.BackupShelf;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Backups of the target, to look at.
public interface Backups {

  /// Those made from this workstation, the newest first, each with its newest proof. Reads files
  /// alone.
  List<BackupShelf.Entry> list();

  /// What kind of backup is wanted.
  ///
  /// @param folder null for one on the shelf
  /// @param second folder for a copy, null for none
  /// @param scratch address of another server for the proof; empty for the same one
  record Wish(
      @Nullable Path folder, @Nullable Path second, int jobs, boolean prove, String scratch) {}

  /// What would be done, before it is.
  ///
  /// @param folder where it will be
  /// @param bytes of the database now
  /// @param free bytes on the disk of `folder`
  /// @param programs such as `pg_dump 15.18 (/usr/bin/pg_dump)`
  record Outlook(
      Path folder, long bytes, long free, List<String> programs, List<Finding> findings) {
    public Outlook {
      programs = List.copyOf(programs);
      findings = List.copyOf(findings);
    }
  }

  /// Programs, room and rights, before anything is done.
  Outlook outlook(Wish wish) throws InterruptedException;
}
