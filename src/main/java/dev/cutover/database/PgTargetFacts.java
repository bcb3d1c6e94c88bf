package dev.cutover.database;

import java.sql.Connection;
import java.sql.SQLException;

/// What tells a database apart from another one of the same name. Asked of the maintenance
/// database: in the middle of a swap of names there may be no live database, or one that lets
/// nobody in.
///
/// @param systemIdentifier of the cluster
/// @param databaseOid 0 when there is no database of the name
public record PgTargetFacts(String systemIdentifier, long databaseOid, String serverVersion) {

  public static PgTargetFacts read(MaintenanceDatabase place) {
    try (Connection connection = place.connect()) {
      return Sql.on(
              connection,
              "SELECT (SELECT system_identifier::text FROM pg_control_system()), coalesce((SELECT"
                  + " oid::bigint FROM pg_database WHERE datname = ?), 0),"
                  + " current_setting('server_version')")
          .with(place.target())
          .one(
              row ->
                  new PgTargetFacts(
                      String.valueOf(row.getString(1)),
                      row.getLong(2),
                      String.valueOf(row.getString(3))));
    } catch (SQLException e) {
      throw new DatabaseTrouble("asking the server who it is", e);
    }
  }
}
