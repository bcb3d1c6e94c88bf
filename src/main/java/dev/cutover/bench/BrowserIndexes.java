package dev.cutover.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The indexes on the raw table that nothing but the browser of raw data reads by.
final class BrowserIndexes {
  private static final List<String> NAMES =
      List.of("idx_raw_data_extracted", "idx_raw_data_entity_extracted");

  private final Ground ground;
  private final List<String> definitions;

  private BrowserIndexes(Ground ground, List<String> definitions) {
    this.ground = ground;
    this.definitions = definitions;
  }

  /// As the migrations made them.
  ///
  /// @throws IllegalStateException when one of them is not there
  static BrowserIndexes of(Ground ground) {
    List<String> definitions = new ArrayList<>();
    for (String name : NAMES) {
      String sql = "SELECT indexdef FROM pg_indexes WHERE indexname = '" + name + "'";
      try (Statement statement = ground.connection().createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        if (!row.next()) {
          throw new IllegalStateException("there is no index " + name);
        }
        definitions.add(row.getString(1));
      } catch (SQLException e) {
        throw Ground.trouble(sql, e);
      }
    }
    return new BrowserIndexes(ground, List.copyOf(definitions));
  }

  void drop() {
    NAMES.forEach(name -> ground.execute("DROP INDEX " + name));
  }

  void create() {
    definitions.forEach(ground::execute);
  }
}
