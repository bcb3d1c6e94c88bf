package dev.cutover.archive;

import dev.cutover.rawdata.RawFacets;
import dev.cutover.rawdata.RawProvenance;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What is written behind the rows: who they belong to, indexes, manifest.
final class SnapshotEnd {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SnapshotFile file;

  SnapshotEnd(SnapshotFile file) {
    this.file = file;
  }

  void write(
      RawProvenance provenance,
      SnapshotWriter.Circumstances circumstances,
      String masked,
      long rows,
      long bytes,
      String rowsSha256)
      throws SQLException {
    for (String index : SnapshotSchema.indexes().values()) {
      file.run(index);
    }
    file.run(
        "INSERT INTO facet SELECT tenant_id, entity_type, processing_status, count(*) FROM record"
            + " GROUP BY 1, 2, 3");
    Map<String, String> manifest = new LinkedHashMap<>();
    manifest.put("origin", provenance.origin());
    manifest.put("server", provenance.server());
    manifest.put("schema", provenance.schema());
    manifest.put("taken_at", circumstances.takenAt().toString());
    manifest.put("made_by", circumstances.madeBy());
    manifest.put("filter", circumstances.filter());
    manifest.put("masked", masked);
    manifest.put("rows", String.valueOf(rows));
    manifest.put("bytes", String.valueOf(bytes));
    manifest.put("rows_sha256", rowsSha256);
    put("INSERT INTO manifest VALUES (?, ?)", manifest);
    file.commit();
  }

  private void put(String sql, Map<String, String> pairs) throws SQLException {
    try (PreparedStatement statement = file.prepare(sql)) {
      for (Map.Entry<String, String> pair : pairs.entrySet()) {
        statement.setString(1, pair.getKey());
        statement.setString(2, pair.getValue());
        statement.executeUpdate();
      }
    }
  }

  void owners(
      List<RawFacets.Tenant> tenants,
      List<RawFacets.Integration> integrations,
      RawProvenance provenance)
      throws SQLException {
    try (PreparedStatement tenant = file.prepare("INSERT INTO tenant VALUES (?, ?)");
        PreparedStatement integration =
            file.prepare("INSERT INTO integration VALUES (?, ?, ?, ?)")) {
      for (RawFacets.Tenant each : tenants) {
        tenant.setLong(1, each.id().value());
        tenant.setString(2, each.name());
        tenant.executeUpdate();
      }
      for (RawFacets.Integration each : integrations) {
        integration.setLong(1, each.id().value());
        integration.setLong(2, each.tenant().value());
        integration.setString(3, each.provider());
        integration.setString(
            4,
            JSON.writeValueAsString(provenance.fieldMappings().getOrDefault(each.id(), Map.of())));
        integration.executeUpdate();
      }
    }
  }
}
