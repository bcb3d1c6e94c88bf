package dev.cutover.boot;

import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.MigrationWatch;
import dev.cutover.cutover.Rehearsal;
import dev.cutover.cutover.SchemaMigrator;
import dev.cutover.ui.SchemaActs;
import dev.cutover.ui.SchemaWatch;

/// The window's migrations, over the same part as the command line's. What is under way when the
/// window closes is cancelled first.
final class WindowSchema implements SchemaWatch, SchemaActs, AutoCloseable {
  private final Session session;
  private final SchemaMigrator migrations;
  private final WorkUnderWay work = new WorkUnderWay("A migration");

  WindowSchema(Session session) {
    this.session = session;
    this.migrations = session.migrations();
  }

  @Override
  public MigrationStatus status() {
    return migrations.status();
  }

  @Override
  public String text(MigrationStatus.Script script) {
    return migrations.text(script);
  }

  @Override
  public boolean isBehind() {
    return !migrations.status().pending().isEmpty() && !Ready.isCutoverAhead(session);
  }

  @Override
  public Rehearsal rehearse(MigrationWatch watch) {
    return work.carryOut(() -> migrations.rehearse(until(watch)));
  }

  @Override
  public MigrationOutcome migrate(MigrationWatch watch) {
    return work.carryOut(() -> migrations.migrate(until(watch)));
  }

  private MigrationWatch until(MigrationWatch watch) {
    return new MigrationWatch() {
      @Override
      public void begins(MigrationStatus.Script script, int done, int of) {
        watch.begins(script, done, of);
      }

      @Override
      public boolean isCancelled() {
        return work.isClosing() || watch.isCancelled();
      }
    };
  }

  @Override
  public void close() {
    work.close();
  }
}
