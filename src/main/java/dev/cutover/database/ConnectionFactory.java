package dev.cutover.database;

import java.sql.Connection;
import java.sql.SQLException;

/// Opens a fresh connection that belongs to the caller, who closes it. No pool stands behind it:
/// locks and settings of the session end with it. [DatabaseAddress#connect] is one.
public interface ConnectionFactory {
  Connection open() throws SQLException;
}
