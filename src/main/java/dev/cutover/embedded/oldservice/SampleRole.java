package dev.cutover.embedded.oldservice;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// The sample service's login at the database, with a password of its own.
///
/// @param name letters, digits and underscores
/// @param password hexadecimal digits
public record SampleRole(String name, String password) {
  /// Tables that the platform's application writes.
  private static final List<String> TABLES =
      List.of(
          "projects",
          "workflows",
          "statuses_mappings",
          "wits_hierarchies",
          "wits_mappings",
          "wits",
          "statuses",
          "projects_wits",
          "projects_statuses",
          "work_items",
          "changelogs",
          "repositories",
          "prs",
          "prs_reviews",
          "prs_commits",
          "prs_comments",
          "wits_prs_links",
          "etl_jobs");

  public static SampleRole random(String name) {
    byte[] bytes = new byte[16];
    RandomGenerator.of("SecureRandom").nextBytes(bytes);
    return new SampleRole(name, HexFormat.of().formatHex(bytes));
  }

  /// Makes the role in the platform's database and gives it the tables that it writes.
  ///
  /// @param owns whether they become its own, as for a service that made its tables itself
  public void create(Connection connection, boolean owns) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + password + "'");
      statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + name);
      for (String table : TABLES) {
        statement.execute(
            owns
                ? "ALTER TABLE " + table + " OWNER TO " + name
                : "GRANT INSERT, UPDATE, DELETE ON " + table + " TO " + name);
      }
      if (!owns) {
        statement.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + name);
      }
    }
  }

  /// Without the password.
  @Override
  public String toString() {
    return name;
  }
}
