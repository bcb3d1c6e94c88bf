package dev.cutover.kit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// Fills `raw_extraction_data` of a fixture's database with rows of a test's own making.
public final class RawTable {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final PipelineFixture fixture;
  private int made;

  public RawTable(PipelineFixture fixture) {
    this.fixture = fixture;
  }

  /// A row that is being put together; each is a second younger than the one before.
  public Row row(String externalId, String json) {
    made++;
    return new Row(externalId, json.getBytes(StandardCharsets.UTF_8), json);
  }

  /// A row whose bytes jsonb does not take.
  public Row row(String externalId, byte[] body, String cleaned) {
    made++;
    return new Row(externalId, body, cleaned);
  }

  /// Issues `r0`, `r1` .. with their numbers in `$.n`, a second apart.
  ///
  /// @return their ids, the oldest first
  public List<Long> many(int count) {
    return fixture.rows(
        """
        INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, external_id, raw_data, raw_body,
          content_sha256, processing_status, created_at)
        SELECT %d, %d, 'jira_issues', 'r' || n, jsonb_build_object('n', n), convert_to('{"n":' || n || '}', 'UTF8'),
          sha256(n::text::bytea), 'loaded', timestamptz '2025-01-01 00:00:00Z' + n * interval '1 second'
        FROM generate_series(0, %d) n ORDER BY n RETURNING id
        """
            .formatted(fixture.tenant, fixture.integration, count - 1),
        row -> row.getLong(1));
  }

  /// Another tenant with an integration of its own.
  public long tenant(String name) {
    return fixture.number("INSERT INTO tenants (name) VALUES ('" + name + "') RETURNING id");
  }

  public long integration(long tenant, String provider) {
    return fixture.number(
        "INSERT INTO integrations (provider, type, tenant_id) VALUES ('"
            + provider
            + "', 'Data', "
            + tenant
            + ") RETURNING id");
  }

  /// A row before it is stored.
  public final class Row {
    private final String externalId;
    private final byte[] body;
    private final String jsonb;
    private long tenant = fixture.tenant;
    private long integration = fixture.integration;
    private String entity = "jira_issues";
    private String status = "loaded";
    private Instant at = BEGIN.plusSeconds(made);
    private String flags = "{}";
    private long seen = made;

    private Row(String externalId, byte[] body, String jsonb) {
      this.externalId = externalId;
      this.body = body;
      this.jsonb = jsonb;
    }

    public Row of(long itsTenant, long itsIntegration) {
      tenant = itsTenant;
      integration = itsIntegration;
      return this;
    }

    public Row entity(String word) {
      entity = word;
      return this;
    }

    public Row status(String word) {
      status = word;
      return this;
    }

    public Row at(Instant moment) {
      at = moment;
      return this;
    }

    public Row flags(String array) {
      flags = array;
      return this;
    }

    /// Number of the job that saw it last.
    public Row seen(long job) {
      seen = job;
      return this;
    }

    /// @return its id
    public long store() {
      try (Connection connection = DriverManager.getConnection(fixture.url);
          PreparedStatement statement =
              connection.prepareStatement(
                  """
                  INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, external_id, raw_data,
                    raw_body, raw_flags, content_sha256, processing_status, created_at, last_seen_job)
                  VALUES (?, ?, ?, ?, ?::jsonb, ?, ?::text[], sha256(?), ?, ?, ?) RETURNING id
                  """)) {
        statement.setLong(1, tenant);
        statement.setLong(2, integration);
        statement.setString(3, entity);
        statement.setString(4, externalId);
        statement.setString(5, jsonb);
        statement.setBytes(6, body);
        statement.setString(7, flags);
        statement.setBytes(8, body);
        statement.setString(9, status);
        statement.setObject(10, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
        statement.setLong(11, seen);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      } catch (SQLException e) {
        throw new IllegalStateException("raw row " + externalId, e);
      }
    }
  }
}
