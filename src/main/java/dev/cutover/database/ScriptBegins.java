package dev.cutover.database;

import dev.cutover.cutover.MigrationStatus.Script;
import dev.cutover.cutover.MigrationWatch;
import java.util.List;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/// Tells a watch which script Flyway begins with.
final class ScriptBegins extends BaseCallback {
  private final List<Script> pending;
  private final MigrationWatch watch;

  ScriptBegins(List<Script> pending, MigrationWatch watch) {
    this.pending = pending;
    this.watch = watch;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE;
  }

  @Override
  public void handle(Event event, Context context) {
    String version = String.valueOf(context.getMigrationInfo().getVersion());
    for (int i = 0; i < pending.size(); i++) {
      if (pending.get(i).version().equals(version)) {
        watch.begins(pending.get(i), i, pending.size());
      }
    }
  }
}
