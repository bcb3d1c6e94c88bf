package dev.cutover.database;

import java.util.OptionalLong;

/// Rows of tables, counted now.
public final class PgRowCounts {
  private final Database database;

  public PgRowCounts(Database database) {
    this.database = database;
  }

  /// @param schema and name as the catalogue has them
  /// @return empty when the table is not there
  public OptionalLong of(String schema, String name) {
    return database.withConnection(
        connection -> {
          boolean there =
              Sql.on(connection, "SELECT to_regclass(?) IS NOT NULL")
                  .with(Quoted.name(schema, name))
                  .one(row -> row.getBoolean(1));
          return there
              ? OptionalLong.of(
                  Sql.on(connection, "SELECT count(*) FROM " + Quoted.name(schema, name))
                      .one(row -> row.getLong(1)))
              : OptionalLong.empty();
        });
  }
}
