package dev.cutover.ui.backup;

import dev.cutover.cutover.backup.BackupCheck;
import dev.cutover.job.Problem;
import dev.cutover.ui.BackupActs;

/// How making or proving a backup ended.
sealed interface BackupEnd {

  record Made(BackupActs.Made made) implements BackupEnd {}

  record Checked(BackupCheck.Checked checked) implements BackupEnd {}

  /// By a person; nothing half done is left.
  record Cancelled() implements BackupEnd {}

  record Failed(Problem problem) implements BackupEnd {}
}
