package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Tx;
import dev.cutover.pipeline.stage.RawDocument;
import dev.cutover.pipeline.stage.RawStore;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tools.jackson.databind.node.ObjectNode;

/// `raw_extraction_data`. A page costs one look-up of what is known of its records and one COPY of
/// what is new; records seen before only have their `last_seen` moved.
public final class PgRawStore implements RawStore {
  private static final int LONGEST_EXTERNAL_ID = 255;
  private static final String READ =
      """
      SELECT id, entity_type, external_id,
        CASE WHEN raw_body IS NULL OR cardinality(raw_flags) > 0 AND raw_flags && '{nul,lone_surrogate,nan,invalid_utf8}'
          THEN convert_to(raw_data::text, 'UTF8') ELSE raw_body END AS body
      FROM raw_extraction_data WHERE tenant_id = ? AND id = ANY (?)
      """;

  private static final int COLUMNS = 15;
  private static final String COPY =
      """
      COPY raw_extraction_data (id, tenant_id, integration_id, entity_type, external_id, raw_data,
        extraction_metadata, raw_body, raw_flags, content_sha256, source_updated_at, run_id, job_id,
        last_seen_run, last_seen_job) FROM STDIN (FORMAT binary)
      """;

  private final Database database;

  public PgRawStore(Database database) {
    this.database = database;
  }

  @Override
  public Appended append(Tx tx, Attempt attempt, SourcePage page) {
    Connection connection = PgTx.of(tx);
    Map<EntityType, Integer> rejected = new EnumMap<>(EntityType.class);
    for (SourcePage.Reject reject : page.rejects()) {
      bury(connection, attempt, reject.pointer(), reject.reason(), reject.body());
      rejected.merge(attempt.entity(), 1, Integer::sum);
    }
    Map<EntityType, List<SourceRecord>> byEntity = new EnumMap<>(EntityType.class);
    for (SourceRecord each : page.records()) {
      if (each.externalId().length() > LONGEST_EXTERNAL_ID) {
        String reason = "external_id has more than " + LONGEST_EXTERNAL_ID + " characters";
        bury(connection, attempt, each.entity().word(), reason, each.body());
        rejected.merge(each.entity(), 1, Integer::sum);
      } else {
        byEntity.computeIfAbsent(each.entity(), _ -> new ArrayList<>()).add(each);
      }
    }
    Map<EntityType, List<Long>> toTransform = new EnumMap<>(EntityType.class);
    Map<EntityType, Integer> unchanged = new EnumMap<>(EntityType.class);
    Map<EntityType, Integer> repeated = new EnumMap<>(EntityType.class);
    boolean full = attempt.assignment() instanceof Assignment.Extract order && order.full();
    for (Map.Entry<EntityType, List<SourceRecord>> group : byEntity.entrySet()) {
      RawVersions versions =
          RawVersions.known(connection, attempt, group.getKey(), group.getValue());
      RawVersions.Decision decision = versions.decide(group.getValue(), full);
      copy(connection, attempt, page, decision.fresh(), versions);
      versions.see(decision);
      List<Long> ids = decision.toTransform();
      if (!ids.isEmpty()) {
        toTransform.put(group.getKey(), ids);
      }
      if (decision.unchanged() > 0) {
        unchanged.put(group.getKey(), decision.unchanged());
      }
      if (decision.repeated() > 0) {
        repeated.put(group.getKey(), decision.repeated());
      }
    }
    return new Appended(toTransform, unchanged, repeated, rejected);
  }

  private static void copy(
      Connection connection,
      Attempt attempt,
      SourcePage page,
      Map<Long, SourceRecord> fresh,
      RawVersions versions) {
    if (fresh.isEmpty()) {
      return;
    }
    byte[] metadata = metadata(page);
    int tenant = Math.toIntExact(attempt.tenant().value());
    int integration = Math.toIntExact(attempt.integration().value());
    long run = attempt.run() == null ? 0 : attempt.run().value();
    try {
      CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
      try {
        BinaryCopy copy = new BinaryCopy(in);
        for (Map.Entry<Long, SourceRecord> each : fresh.entrySet()) {
          SourceRecord item = each.getValue();
          byte[] jsonb = item.jsonb();
          copy.row(COLUMNS);
          copy.int8(each.getKey());
          copy.int4(tenant);
          copy.int4(integration);
          copy.text(item.entity().word());
          copy.text(item.externalId());
          copy.jsonb(jsonb == null ? item.body() : jsonb);
          copy.jsonb(metadata);
          copy.bytes(item.body());
          copy.texts(item.flags());
          copy.bytes(item.sha256());
          copy.timestamptz(item.updatedAt());
          copy.int8(run);
          copy.int8(attempt.job().value());
          copy.int8(run);
          copy.int8(versions.sequence());
        }
        long taken = copy.end();
        if (taken != fresh.size()) {
          throw new IllegalStateException(
              "COPY into raw_extraction_data took " + taken + " of " + fresh.size() + " rows");
        }
      } finally {
        if (in.isActive()) {
          in.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble("COPY into raw_extraction_data", e);
    }
  }

  private static byte[] metadata(SourcePage page) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    page.facts().forEach(node::put);
    return Json.MAPPER.writeValueAsBytes(node);
  }

  private static void bury(
      Connection connection, Attempt attempt, String pointer, String reason, byte[] body) {
    Sql.on(
            connection,
            """
            INSERT INTO etl_dead_letter (origin, reason, body, tenant_id, integration_id, job_id)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .with(pointer.replace('\0', '\uFFFD'))
        .with(reason.replace('\0', '\uFFFD'))
        .with(body)
        .with(attempt.tenant().value())
        .with(attempt.integration().value())
        .with(attempt.job().value())
        .update();
  }

  @Override
  public List<RawDocument> read(TenantId tenant, List<Long> ids) {
    Map<Long, RawDocument> found = new HashMap<>();
    database.withConnection(
        connection ->
            Sql.on(connection, READ)
                .with(tenant.value())
                .withLongs(ids)
                .list(
                    row ->
                        found.put(
                            row.getLong("id"),
                            new RawDocument(
                                row.getLong("id"),
                                EntityType.of(row.getString("entity_type")).orElseThrow(),
                                String.valueOf(row.getString("external_id")),
                                row.getBytes("body")))));
    List<RawDocument> ordered = new ArrayList<>();
    for (Long id : ids) {
      RawDocument document = found.get(id);
      if (document != null) {
        ordered.add(document);
      }
    }
    return ordered;
  }

  @Override
  public void markTransformed(
      Tx tx, TenantId tenant, Set<Long> transformed, Map<Long, Problem> failed) {
    Connection connection = PgTx.of(tx);
    mark(connection, tenant, transformed);
    for (Map.Entry<Long, Problem> each : failed.entrySet()) {
      Problem problem = each.getValue();
      Sql.on(
              connection,
              """
              UPDATE raw_extraction_data SET processing_status = 'failed', error_details = ?::jsonb,
                last_updated_at = clock_timestamp() WHERE tenant_id = ? AND id = ?
              """)
          .with(
              Json.MAPPER.writeValueAsString(
                  Json.MAPPER
                      .createObjectNode()
                      .put("code", problem.code())
                      .put("what", problem.what().replace('\0', '\uFFFD'))
                      .put("remedy", problem.remedy())))
          .with(tenant.value())
          .with(each.getKey())
          .update();
    }
  }

  private static void mark(Connection connection, TenantId tenant, Collection<Long> ids) {
    Sql.on(
            connection,
            """
            UPDATE raw_extraction_data SET processing_status = 'transformed', error_details = NULL,
              last_updated_at = clock_timestamp() WHERE tenant_id = ? AND id = ANY (?)
            """)
        .with(tenant.value())
        .withLongs(ids)
        .update();
  }
}
