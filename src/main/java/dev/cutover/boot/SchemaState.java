package dev.cutover.boot;

/// What a database is to this program.
public enum SchemaState {
  /// Everything is there.
  CURRENT,
  /// Empty, the platform's, or an older version of ours: a migration makes it current.
  PENDING,
  /// Another program's, or newer than this program.
  REFUSED
}
