package dev.cutover.database;

import dev.cutover.kit.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A database to be migrated, as a test wants it to be.
final class Target {
  static final MigrationLimits QUICK =
      new MigrationLimits(
          Duration.ofMillis(200),
          3,
          Duration.ofMillis(50),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20));

  private final String url;

  private Target(String url) {
    this.url = url;
  }

  String url() {
    return url;
  }

  static Target at(String url) {
    return new Target(url);
  }

  static Target empty() {
    return new Target(TestPostgres.emptyDatabase());
  }

  /// As the monolith left it: the tables are there, nothing of ours is.
  static Target monolith() throws Exception {
    Target target = empty();
    target.execute(resource("V1__pulse_platform.sql"));
    target.execute(
        "INSERT INTO tenants (name) VALUES ('acme');"
            + "INSERT INTO integrations (provider, type, tenant_id) VALUES ('Jira', 'Data', 1)");
    return target;
  }

  /// The monolith with the two tables of the cutover plan, in the plan's types.
  static Target seed() throws Exception {
    Target target = monolith();
    target.execute(
        """
        CREATE TABLE raw_extraction_data (
            id SERIAL PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants (id),
            integration_id INTEGER NOT NULL REFERENCES integrations (id), entity_type VARCHAR(50) NOT NULL,
            external_id VARCHAR(255), raw_data JSONB NOT NULL, extraction_metadata JSONB,
            processing_status VARCHAR(20) DEFAULT 'pending', error_details JSONB,
            created_at TIMESTAMP DEFAULT NOW(), processed_at TIMESTAMP);
        CREATE TABLE etl_job_queue (
            id SERIAL PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants (id),
            job_type VARCHAR(50) NOT NULL, entity_type VARCHAR(50) NOT NULL, payload JSONB NOT NULL,
            priority INTEGER DEFAULT 5, status VARCHAR(20) DEFAULT 'pending',
            scheduled_at TIMESTAMP DEFAULT NOW(), started_at TIMESTAMP, completed_at TIMESTAMP,
            error_details JSONB, retry_count INTEGER DEFAULT 0, max_retries INTEGER DEFAULT 3);
        CREATE INDEX idx_raw_data_tenant_type ON raw_extraction_data (tenant_id, entity_type);
        CREATE INDEX idx_raw_data_status ON raw_extraction_data (processing_status);
        CREATE INDEX idx_raw_data_external_id ON raw_extraction_data (external_id);
        CREATE INDEX idx_etl_queue_tenant_status ON etl_job_queue (tenant_id, status);
        CREATE INDEX idx_etl_queue_priority ON etl_job_queue (priority, scheduled_at);
        CREATE INDEX idx_etl_queue_type ON etl_job_queue (job_type, entity_type)\
        """);
    return target;
  }

  static String resource(String script) throws IOException {
    try (InputStream in = Target.class.getResourceAsStream("/db/migration/" + script)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The program's scripts in a folder of the test's own, to be edited there.
  static ScriptSource copiedScripts(Path folder) throws IOException {
    for (String name :
        List.of(
            "V1__pulse_platform.sql",
            "V2__pipeline.sql",
            "V3__staging_and_lineage.sql",
            "V4__natural_keys.sql",
            "V4__natural_keys.sql.conf",
            "V5__raw_data_browsing.sql",
            "V5__raw_data_browsing.sql.conf")) {
      Files.writeString(folder.resolve(name), resource(name));
    }
    return new ScriptSource(folder);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  Migrations migrations() {
    return new Migrations(this::connect, QUICK);
  }

  Migrations migrations(ScriptSource scripts) {
    return new Migrations(this::connect, scripts, QUICK);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The first column of every row.
  List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  /// Everything the catalogue tells of tables, columns and indexes: equal means nothing was
  /// changed.
  List<String> catalogue() throws SQLException {
    return query(
        """
        SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || a.attnotnull
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1\
        """);
  }
}
