package dev.cutover.embedded.oldservice;

import dev.cutover.embedded.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A database of its own as the platform has it before the cutover: its schema, a tenant, a source
/// of records, the old service's schedule, and a login for the old service.
///
/// @param name of the database
public record SamplePlatform(String name, SampleRole role) {
  private static final String SCHEMA = "/db/migration/V1__pulse_platform.sql";
  private static final String NAME = "pulse_demo";

  /// Takes the one that is named when it is empty, so that every verb finds it without being told;
  /// else makes the next one beside those that are there.
  ///
  /// @param server a superuser's way to it
  /// @param records folder that the source reads
  public static SamplePlatform create(DatabaseAddress server, String tenant, Path records)
      throws IOException {
    try {
      return made(server, tenant, records);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The sandbox's database could not be made on " + server + ": " + e.getMessage(), e);
    }
  }

  private static SamplePlatform made(DatabaseAddress server, String tenant, Path records)
      throws SQLException, IOException {
    try (Connection connection = connect(server)) {
      String free = free(connection);
      boolean empty = isEmpty(connection);
      String name = empty ? server.database() : free;
      if (!empty) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE " + name);
        }
      }
      SampleRole role = SampleRole.random(free + "_etl");
      try (Connection platform = connect(server.withDatabase(name))) {
        fill(platform, tenant, records);
        role.create(platform, true);
      }
      return new SamplePlatform(name, role);
    }
  }

  private static boolean isEmpty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT NOT EXISTS (SELECT FROM pg_class WHERE relnamespace ="
                    + " 'public'::regnamespace)")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static String free(Connection connection) throws SQLException {
    Set<String> taken = new HashSet<>();
    try (Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT datname FROM pg_database UNION SELECT replace(rolname, '_etl', '') FROM"
                    + " pg_roles")) {
      while (rows.next()) {
        taken.add(rows.getString(1));
      }
    }
    String name = NAME;
    for (int number = 2; taken.contains(name); number++) {
      name = NAME + "_" + number;
    }
    return name;
  }

  private static void fill(Connection connection, String tenant, Path records)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(schema());
      // The platform keeps the settings of an integration here in its later versions.
      statement.execute("ALTER TABLE integrations ADD COLUMN settings JSONB NOT NULL DEFAULT '{}'");
    }
    insert(connection, "INSERT INTO tenants (name) VALUES (?)", tenant);
    insert(
        connection,
        "INSERT INTO integrations (provider, type, settings, tenant_id) SELECT 'files', 'Data',"
            + " jsonb_build_object('path', ?::text), id FROM tenants",
        records.toString());
    int order = 1;
    for (String job : List.of("Jira", "GitHub")) {
      insert(
          connection,
          "INSERT INTO etl_jobs (job_name, execution_order, status, integration_id, tenant_id)"
              + " SELECT ?, "
              + order++
              + ", 'READY', id, tenant_id FROM integrations",
          job);
    }
  }

  private static void insert(Connection connection, String sql, String value) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      statement.executeUpdate();
    }
  }

  private static String schema() throws IOException {
    try (InputStream in = SamplePlatform.class.getResourceAsStream(SCHEMA)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + SCHEMA);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.credentials());
  }
}
