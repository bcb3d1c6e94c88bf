package dev.cutover.cutover.backup;

import java.util.Optional;

/// Whole databases of one server: their names, whether they let anyone in. Asked from a database
/// that is none of them, since nobody can rename the one that is connected to.
public interface DatabaseNames {

  /// What is true of a database.
  ///
  /// @param oid stays when the name changes
  /// @param open lets sessions in
  /// @param label what this program wrote on it, empty without
  record Standing(long oid, boolean open, int sessions, String label) {}

  /// Empty when there is none of that name.
  Optional<Standing> look(String database);

  /// Lets nobody in any more and ends every session there is.
  void close(String database);

  void open(String database);

  /// Sessions that are still there are ended first.
  void rename(String from, String to);

  void label(String database, String text);

  /// Owner, rights and settings of a database as such: a dump does not carry them.
  void copySettings(String from, String to);

  /// Drops one that was restored and never used.
  ///
  /// @throws IllegalArgumentException for any other name than those of [RestoreNames#beside]
  void dropBeside(String database);
}
