package dev.cutover.cutover.backup;

import java.util.List;
import java.util.function.BooleanSupplier;

/// A PostgreSQL server: the database a backup is taken of, or the one it is restored to. All
/// methods throw what the database's adapter throws when the server cannot be asked.
public interface BackupServer {

  /// The database that was named in the address.
  String database();

  /// For a child process.
  Place place(String database);

  ServerIdentity identity(String database);

  /// One consistent view of a database, for as long as it is open.
  ///
  /// @param application under which its sessions are seen in `pg_stat_activity`
  /// @param jobs how many tables may be read at once
  /// @param cancelled looked at while reading; then the reading ends with [InterruptedException]
  Snapshot snapshot(String database, String application, int jobs, BooleanSupplier cancelled);

  /// What of it this server lacks, in words; empty when a restore can begin.
  List<String> lacks(RestoreNeeds needs, boolean roles);

  boolean exists(String database);

  /// A new database from `template0` with the encoding and collation of another.
  void create(String database, ServerIdentity like);

  /// Drops one that this program made, whoever is connected; nothing happens when there is none.
  ///
  /// @throws IllegalArgumentException for a name that no scratch database has
  void dropScratch(String database);

  /// Databases of this program's making that are still there.
  List<String> scratchDatabases();

  void analyze(String database);

  /// Only the keys of larger tables: enough to choose the order in which they are read.
  void analyzeKeys(String database);

  /// Ends what a child process that was killed has left running.
  ///
  /// @return how many sessions there were
  int end(String application);
}
