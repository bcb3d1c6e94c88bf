package dev.cutover.ui.schema;

import dev.cutover.cutover.MigrationStatus.Script;
import dev.cutover.cutover.MigrationWatch;
import dev.cutover.ui.fx.Activity;
import org.jspecify.annotations.Nullable;

/// Migrations that are being tried or applied: told by the thread that does it, asked by the
/// screen.
final class SchemaWork implements MigrationWatch {
  private final Activity activity;
  private volatile @Nullable At at;

  /// @param done scripts that are through
  record At(Script script, int done, int of) {}

  SchemaWork(Activity activity) {
    this.activity = activity;
  }

  @Override
  public void begins(Script script, int done, int of) {
    at = new At(script, done, of);
    activity.at(done, of);
  }

  @Override
  public boolean isCancelled() {
    return activity.isCancelled();
  }

  Activity activity() {
    return activity;
  }

  @Nullable At at() {
    return at;
  }
}
