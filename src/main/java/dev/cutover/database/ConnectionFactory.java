package dev.cutover.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Opens a fresh connection that belongs to the caller, who closes it. No pool stands behind it:
/// locks and settings of the session end with it.
public interface ConnectionFactory {
  Connection open() throws SQLException;

  /// Connections of their own to this address. An answer is waited for as long as it takes, because
  /// an index of a large table is built by one statement; a dead network is noticed by TCP.
  ///
  /// @param role shown in `pg_stat_activity` as `cutover/<role>`
  static ConnectionFactory unpooled(DatabaseAddress address, String role) {
    return () -> {
      Properties properties = address.properties();
      properties.setProperty("ApplicationName", "cutover/" + role);
      properties.setProperty("connectTimeout", "5");
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("options", "-c client_connection_check_interval=5000");
      return DriverManager.getConnection(address.jdbcUrl(), properties);
    };
  }
}
