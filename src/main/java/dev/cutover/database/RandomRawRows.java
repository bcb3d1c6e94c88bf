package dev.cutover.database;

import java.util.List;

/// Draws raw rows that are loaded and the newest of their record, wherever in the table they lie.
public final class RandomRawRows {
  /// So many draws for each row wanted: some hit gaps, older versions or the same row twice.
  private static final int DRAWS = 4;

  private static final String DRAW =
      """
      WITH span AS (SELECT min(id) AS least, max(id) AS most FROM raw_extraction_data),
      places AS (
          SELECT least + floor(random() * (most - least + 1))::bigint AS place
          FROM span, generate_series(1, ?)
      )
      SELECT DISTINCT r.id FROM places p CROSS JOIN LATERAL (
          SELECT x.* FROM raw_extraction_data x WHERE x.id >= p.place ORDER BY x.id LIMIT 1) r
      WHERE r.processing_status = 'loaded' AND r.raw_body IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM raw_extraction_data n
          WHERE n.tenant_id = r.tenant_id AND n.integration_id = r.integration_id AND n.entity_type = r.entity_type
              AND n.external_id = r.external_id AND (n.last_seen_job, n.id) > (r.last_seen_job, r.id))
      LIMIT ?\
      """;

  private final Database database;

  public RandomRawRows(Database database) {
    this.database = database;
  }

  /// @return ids, at most so many; fewer in a small table
  public List<Long> draw(int wanted) {
    return database.withConnection(
        connection ->
            Sql.on(connection, DRAW).with(wanted * DRAWS).with(wanted).list(row -> row.getLong(1)));
  }
}
