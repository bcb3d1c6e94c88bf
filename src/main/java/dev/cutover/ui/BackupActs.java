package dev.cutover.ui;

import dev.cutover.cutover.backup.BackupCheck;
import dev.cutover.cutover.backup.BackupWatch;
import dev.cutover.cutover.backup.Manifest;
import java.nio.file.Path;

/// Making and proving backups. Both end with [InterruptedException] when they were cancelled, with
/// nothing half done left.
public interface BackupActs {

  /// A backup as it was made.
  record Made(Path folder, Manifest manifest) {}

  Made create(Backups.Wish wish, Path folder, BackupWatch watch) throws InterruptedException;

  /// Files, then a restore into a scratch database and the comparison of every table.
  BackupCheck.Checked verify(Path folder, int jobs, BackupWatch watch) throws InterruptedException;
}
