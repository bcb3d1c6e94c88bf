package dev.cutover.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Fills the raw table of a scratch database inside the server: small documents of three entities,
/// a tenth of a second apart. The secondary indexes are built at the end, as after a restore.
final class RawTableFilling {
  private static final long AT_ONCE = 500_000;
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final int MILLIS_APART = 100;

  private final Ground ground;
  private final long tenant;
  private final long integration;
  private long rows;

  private RawTableFilling(Ground ground, long tenant, long integration) {
    this.ground = ground;
    this.tenant = tenant;
    this.integration = integration;
  }

  static RawTableFilling of(Ground ground) {
    ground.execute("INSERT INTO tenants (name) VALUES ('bench')");
    long tenant = ground.number("SELECT max(id) FROM tenants");
    ground.execute(
        "INSERT INTO integrations (provider, type, tenant_id) VALUES ('files', 'Data', "
            + tenant
            + ")");
    return new RawTableFilling(ground, tenant, ground.number("SELECT max(id) FROM integrations"));
  }

  long tenant() {
    return tenant;
  }

  long integration() {
    return integration;
  }

  long rows() {
    return rows;
  }

  /// When row `number` was extracted.
  Instant moment(long number) {
    return BEGIN.plusMillis(number * MILLIS_APART);
  }

  void fill(long count, Observer observer) {
    Map<String, String> indexes = indexes();
    indexes.keySet().forEach(name -> ground.execute("DROP INDEX " + name));
    for (long from = 1; from <= count; from += AT_ONCE) {
      long to = Math.min(count, from + AT_ONCE - 1);
      observer.doing("Making rows %,d to %,d".formatted(from, to));
      ground.execute(statement(from, to));
    }
    for (String definition : indexes.values()) {
      if (count > AT_ONCE) {
        observer.doing(definition.replaceFirst(" ON .*", ""));
      }
      ground.execute(definition);
    }
    ground.execute("VACUUM (ANALYZE) raw_extraction_data");
    rows = count;
  }

  private String statement(long from, long to) {
    return """
    INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, external_id, raw_data, raw_body,
      content_sha256, processing_status, created_at, last_seen_job)
    SELECT %1$d, %2$d, CASE WHEN n %% 20 = 0 THEN 'jira_dev_status' WHEN n %% 7 = 0 THEN 'github_prs' ELSE 'jira_issues' END,
      n::text, d::jsonb, convert_to(d, 'UTF8'), sha256(convert_to(d, 'UTF8')),
      CASE WHEN n %% 1000 = 0 THEN 'failed' ELSE 'loaded' END,
      timestamptz '%3$s' + n * interval '%4$d milliseconds', n
    FROM generate_series(%5$d, %6$d) n, LATERAL (SELECT '{"id": ' || n || ', "key": "OPS-' || n
      || '", "summary": "' || md5(n::text) || '", "status": {"name": "Done"}}') AS x (d)
    """
        .formatted(tenant, integration, BEGIN, MILLIS_APART, from, to);
  }

  private Map<String, String> indexes() {
    Map<String, String> found = new LinkedHashMap<>();
    try (Statement statement = ground.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename ="
                    + " 'raw_extraction_data' AND indexname NOT LIKE '%pkey' ORDER BY 1")) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
      }
    } catch (SQLException e) {
      throw Ground.trouble("reading the indexes", e);
    }
    return found;
  }
}
