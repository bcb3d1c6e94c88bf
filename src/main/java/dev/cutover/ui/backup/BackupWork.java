package dev.cutover.ui.backup;

import dev.cutover.cutover.backup.BackupProgress;
import dev.cutover.cutover.backup.BackupWatch;
import dev.cutover.ui.fx.Activity;
import org.jspecify.annotations.Nullable;

/// A backup that is being made or proved: told its progress by the threads that do it, asked for it
/// by the screen.
final class BackupWork implements BackupWatch {
  private final Activity activity;
  private volatile @Nullable BackupProgress newest;

  BackupWork(Activity activity) {
    this.activity = activity;
  }

  @Override
  public void at(BackupProgress progress) {
    newest = progress;
    activity.at(progress.done(), progress.total());
  }

  @Override
  public boolean isCancelled() {
    return activity.isCancelled();
  }

  Activity activity() {
    return activity;
  }

  @Nullable BackupProgress newest() {
    return newest;
  }
}
