package dev.cutover.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the server is and how it is set, as far as it decides the figures.
///
/// @param settings name to value, as `SHOW` gives them
public record Server(String version, Map<String, String> settings) {
  private static final String ASKED =
      "'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size',"
          + " 'wal_level', 'wal_compression', 'default_toast_compression'";

  static Server of(Connection connection) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT name, current_setting(name) FROM pg_settings WHERE name IN ("
                  + ASKED
                  + ") ORDER BY name")) {
        while (rows.next()) {
          settings.put(rows.getString(1), rows.getString(2));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              """
              SELECT current_setting('server_version'), COALESCE((SELECT CASE attcompression
                WHEN 'l' THEN 'lz4' WHEN 'p' THEN 'pglz' ELSE 'default' END FROM pg_attribute
                WHERE attrelid = 'raw_extraction_data'::regclass AND attname = 'raw_body'), '')
              """)) {
        row.next();
        settings.put("raw_extraction_data.compression", row.getString(2));
        return new Server("PostgreSQL " + row.getString(1), settings);
      }
    }
  }
}
