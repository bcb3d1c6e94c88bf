package dev.cutover.database;

import dev.cutover.cutover.backup.RestoreNeeds;
import dev.cutover.cutover.backup.SequenceState;
import dev.cutover.cutover.backup.Snapshot;
import dev.cutover.cutover.backup.TableDigest;
import dev.cutover.cutover.backup.TableFacts;
import dev.cutover.cutover.backup.Watermark;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// One session holds the snapshot open and answers small questions; each table that is read at the
/// same time has a session of its own that took the same snapshot.
final class PgSnapshot implements Snapshot {
  private final DatabaseAddress address;
  private final String application;
  private final BooleanSupplier cancelled;
  private final Connection holder;
  private final Connection observer;
  private final String id;
  private final String position;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final Set<Connection> readers = ConcurrentHashMap.newKeySet();

  PgSnapshot(DatabaseAddress address, String application, BooleanSupplier cancelled) {
    this.address = address;
    this.application = application;
    this.cancelled = cancelled;
    this.holder = DigestSession.open(address, application, "");
    try {
      this.observer = DigestSession.open(address, application, null);
      this.id = Sql.on(holder, "SELECT pg_export_snapshot()").one(row -> text(row.getString(1)));
      this.position =
          Sql.on(
                  holder,
                  "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
                      + " ELSE pg_current_wal_lsn() END::text")
              .one(row -> text(row.getString(1)));
    } catch (RuntimeException e) {
      DigestSession.end(holder);
      throw e;
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String position() {
    return position;
  }

  @Override
  public synchronized List<TableFacts> tables() {
    return BackupCatalogue.tables(holder);
  }

  @Override
  public synchronized List<SequenceState> sequences() {
    return BackupCatalogue.sequences(holder);
  }

  @Override
  public synchronized List<Watermark> watermarks() {
    return BackupCatalogue.watermarks(holder);
  }

  @Override
  public synchronized long largeObjects() {
    return BackupCatalogue.largeObjects(holder);
  }

  @Override
  public synchronized List<String> notCarried() {
    return BackupCatalogue.notCarried(holder);
  }

  @Override
  public synchronized RestoreNeeds needs() {
    return BackupCatalogue.needs(holder);
  }

  @Override
  public synchronized List<String> settings() {
    return BackupCatalogue.settings(holder);
  }

  @Override
  public TableDigest digest(TableFacts table, LongConsumer read) throws InterruptedException {
    Connection reader = idle.poll();
    if (reader == null) {
      reader = DigestSession.open(address, application, id);
      readers.add(reader);
    }
    TableDigest digest = DigestSession.digest(reader, table, read, cancelled);
    idle.push(reader);
    return digest;
  }

  @Override
  public List<Copied> copied(String child) {
    synchronized (observer) {
      return Sql.on(
              observer,
              """
              SELECT n.nspname || '.' || c.relname, p.bytes_processed
              FROM pg_stat_progress_copy p
              JOIN pg_stat_activity a ON a.pid = p.pid AND a.application_name = ?
              JOIN pg_class c ON c.oid = p.relid
              JOIN pg_namespace n ON n.oid = c.relnamespace\
              """)
          .with(child)
          .list(row -> new Copied(text(row.getString(1)), row.getLong(2)));
    }
  }

  @Override
  public void cancel() {
    readers.forEach(DigestSession::cancel);
  }

  @Override
  public void close() {
    readers.forEach(DigestSession::end);
    DigestSession.end(observer);
    DigestSession.end(holder);
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return String.valueOf(value);
  }
}
