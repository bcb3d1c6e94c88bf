package dev.cutover.boot;

import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.MigrationWatch;
import dev.cutover.cutover.Rehearsal;
import dev.cutover.cutover.SchemaMigrator;
import dev.cutover.ui.SchemaActs;
import dev.cutover.ui.SchemaWatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// The window's migrations, over the same part as the command line's. What is under way when the
/// window closes is cancelled first.
final class WindowSchema implements SchemaWatch, SchemaActs, AutoCloseable {
  private static final long FAREWELL_SECONDS = 20;

  private final Session session;
  private final SchemaMigrator migrations;
  private final Phaser working = new Phaser(1);
  private volatile boolean closing;

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
    return carryOut(migrations::rehearse, watch);
  }

  @Override
  public MigrationOutcome migrate(MigrationWatch watch) {
    return carryOut(migrations::migrate, watch);
  }

  private <T> T carryOut(Function<MigrationWatch, T> work, MigrationWatch watch) {
    working.register();
    try {
      return work.apply(until(watch));
    } finally {
      working.arriveAndDeregister();
    }
  }

  private MigrationWatch until(MigrationWatch watch) {
    return new MigrationWatch() {
      @Override
      public void begins(MigrationStatus.Script script, int done, int of) {
        watch.begins(script, done, of);
      }

      @Override
      public boolean isCancelled() {
        return closing || watch.isCancelled();
      }
    };
  }

  @Override
  public void close() {
    closing = true;
    int phase = working.arriveAndDeregister();
    try {
      working.awaitAdvanceInterruptibly(phase, FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      throw new IllegalStateException("A migration did not end in time", e);
    }
  }
}
