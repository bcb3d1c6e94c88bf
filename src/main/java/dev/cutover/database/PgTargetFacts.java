package dev.cutover.database;

/// What tells a database apart from another one of the same name.
///
/// @param systemIdentifier of the cluster
public record PgTargetFacts(String systemIdentifier, long databaseOid, String serverVersion) {

  public static PgTargetFacts read(Database database) {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "SELECT (SELECT system_identifier::text FROM pg_control_system()), (SELECT"
                        + " oid::bigint FROM pg_database WHERE datname = current_database()),"
                        + " current_setting('server_version')")
                .one(
                    row ->
                        new PgTargetFacts(
                            String.valueOf(row.getString(1)),
                            row.getLong(2),
                            String.valueOf(row.getString(3)))));
  }
}
