package dev.cutover.cutover.backup;

import java.util.List;
import java.util.function.LongConsumer;

/// A consistent view of one database. Methods may be called from several threads.
public interface Snapshot extends AutoCloseable {

  /// By which another session sees the same rows, for `pg_dump --snapshot`.
  String id();

  /// Position in the server's log when it was taken.
  String position();

  /// Ordinary tables without those of extensions; the largest first.
  List<TableFacts> tables();

  List<SequenceState> sequences();

  List<Watermark> watermarks();

  long largeObjects();

  /// What a dump of this kind does not carry, in words.
  List<String> notCarried();

  RestoreNeeds needs();

  /// Settings of the server that are not its defaults, a line each.
  List<String> settings();

  /// Reads the whole table.
  ///
  /// @param read told how many bytes came, again and again
  TableDigest digest(TableFacts table, LongConsumer read) throws InterruptedException;

  /// Bytes that a child process with this name has copied of each table so far.
  List<Copied> copied(String application);

  /// @param table such as `public.work_items`
  record Copied(String table, long bytes) {}

  /// Ends what is being read at this moment, from any thread.
  void cancel();

  @Override
  void close();
}
