package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.JobId;
import dev.cutover.job.Stage;
import dev.cutover.job.TenantId;
import dev.cutover.kit.TestPostgres;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.stage.RawDocument;
import dev.cutover.pipeline.stage.RecordTransform.Transformed;
import dev.cutover.pipeline.stage.rows.StagedRow;
import dev.cutover.transform.PulseTransform;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A fresh database with two tenants of a Jira and a GitHub integration each, and the way of a
/// batch through transform, staging and merge.
final class MergeKit implements AutoCloseable {
  final String url;
  final Connection connection;
  private final PgBusinessTables tables = new PgBusinessTables();
  private final AtomicLong jobs = new AtomicLong(1000);
  private Map<String, String> mappings = Map.of();

  MergeKit() throws SQLException {
    url = TestPostgres.migratedDatabase();
    connection = DriverManager.getConnection(url);
    execute("INSERT INTO tenants (id, name) VALUES (1, 'one'), (2, 'two')");
    execute(
        "INSERT INTO integrations (id, provider, type, tenant_id) VALUES (1, 'jira', 'Data', 1),"
            + " (2, 'github', 'Data', 1), (3, 'jira', 'Data', 2), (4, 'github', 'Data', 2),"
            + " (5, 'jira_en', 'Data', 1), (6, 'jira_server', 'Data', 1)");
  }

  void mappings(Map<String, String> fields) {
    mappings = fields;
  }

  /// Transforms, stages and merges documents as one batch of integration 1 or 2 of tenant 1. JSON
  /// is written with single quotes.
  int load(EntityType entity, String... bodies) throws SQLException {
    return load(1, entity.provider().equals("jira") ? 1 : 2, entity, bodies);
  }

  int load(int tenant, int integration, EntityType entity, String... bodies) throws SQLException {
    List<RawDocument> documents = new ArrayList<>();
    for (String quoted : bodies) {
      String body = quoted.replace('\'', '"');
      documents.add(
          new RawDocument(
              raw(tenant, integration, entity, body),
              entity,
              "x",
              body.getBytes(StandardCharsets.UTF_8)));
    }
    return loadDocuments(tenant, integration, entity, documents);
  }

  int loadDocuments(int tenant, int integration, EntityType entity, List<RawDocument> documents)
      throws SQLException {
    Transformed transformed = new PulseTransform().transform(documents, mappings);
    if (!transformed.rejected().isEmpty()) {
      throw new AssertionError("rejected: " + transformed.rejected());
    }
    return merge(attempt(tenant, integration, entity), transformed.rows());
  }

  int merge(Attempt attempt, List<StagedRow> rows) throws SQLException {
    return merge(connection, attempt, rows);
  }

  int merge(Connection on, Attempt attempt, List<StagedRow> rows) throws SQLException {
    on.setAutoCommit(false);
    try {
      PgTx tx = new PgTx(on);
      tables.stage(tx, attempt, rows);
      int loaded = tables.merge(tx, attempt, attempt.entity(), attempt.job().value());
      on.commit();
      return loaded;
    } catch (RuntimeException | Error e) {
      on.rollback();
      throw e;
    } finally {
      on.setAutoCommit(true);
    }
  }

  Attempt attempt(int tenant, int integration, EntityType entity) {
    long job = jobs.incrementAndGet();
    return new Attempt(
        new JobId(job),
        null,
        new TenantId(tenant),
        new IntegrationId(integration),
        Stage.LOAD,
        entity,
        new Assignment.Load(job, 0),
        1,
        5,
        5,
        UUID.randomUUID(),
        null);
  }

  /// Stores a raw row; the same body gives the same row again, as in the raw store.
  long raw(int tenant, int integration, EntityType entity, String body) throws SQLException {
    String sql =
        "INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, external_id,"
            + " raw_data, content_sha256, processing_status)"
            + " VALUES (?, ?, ?, 'x', '{}', sha256(?), 'transformed')"
            + " ON CONFLICT (tenant_id, integration_id, entity_type, external_id, content_sha256)"
            + " DO UPDATE SET processing_status = 'transformed' RETURNING id";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, tenant);
      statement.setInt(2, integration);
      statement.setString(3, entity.word());
      statement.setBytes(4, body.getBytes(StandardCharsets.UTF_8));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The rows of a query, each as its values joined by '|', null as '-'.
  List<String> rows(String sql) throws SQLException {
    return rows(sql, "");
  }

  /// @param empty what an empty text is shown as
  List<String> rows(String sql, String empty) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          @Nullable String value = rows.getString(i);
          values.add(value == null ? "-" : value.isEmpty() ? empty : value);
        }
        lines.add(String.join("|", values));
      }
    }
    return lines;
  }

  /// Where every row of the business tables stands and which transaction wrote it.
  List<String> traces() throws SQLException {
    List<String> all = new ArrayList<>();
    for (String table :
        List.of(
            "projects",
            "wits",
            "statuses",
            "projects_wits",
            "projects_statuses",
            "repositories",
            "work_items",
            "changelogs",
            "work_items_prs_links",
            "prs",
            "prs_commits",
            "prs_reviews",
            "prs_comments")) {
      all.addAll(rows("SELECT '" + table + "', ctid, xmin FROM " + table + " ORDER BY ctid"));
    }
    return all;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
