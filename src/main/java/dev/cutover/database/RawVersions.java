package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.stage.SourceRecord;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is stored of the records of one page. The current version of a record is the one seen last,
/// so a record that goes from A to B and back to A has A as its current version again, in one row
/// each.
final class RawVersions {
  /// The look-up by id stands behind `OFFSET 0`, which the planner does not take apart: before the
  /// table has statistics, it would read all rows of the entity for each page.
  private static final String KNOWN =
      """
      SELECT r.id, r.external_id, r.content_sha256, r.last_seen_job, r.last_seen_run, r.processing_status
      FROM unnest(?::text[]) AS k(external_id) CROSS JOIN LATERAL (
        SELECT * FROM raw_extraction_data WHERE external_id = k.external_id OFFSET 0) r
      WHERE r.tenant_id = ? AND r.integration_id = ? AND r.entity_type = ?
      ORDER BY r.last_seen_job, r.id
      """;

  private final Connection connection;
  private final Attempt attempt;
  private final long sequence;
  private final long run;
  private final Map<String, Map<String, Version>> byRecord = new HashMap<>();
  private final Map<String, Version> current = new HashMap<>();

  private record Version(long id, boolean loaded, boolean seenInThisRun) {}

  /// @param fresh rows to be stored, by the id they get
  /// @param seen stored rows whose `last_seen` moves
  /// @param again of these, rows to be transformed (again)
  /// @param unchanged records that are loaded already in this version
  /// @param repeated records that this run has stored already
  record Decision(
      Map<Long, SourceRecord> fresh, Set<Long> seen, Set<Long> again, int unchanged, int repeated) {
    List<Long> toTransform() {
      List<Long> ids = new ArrayList<>(fresh.keySet());
      ids.addAll(again);
      return ids;
    }
  }

  private RawVersions(Connection connection, Attempt attempt, long sequence) {
    this.connection = connection;
    this.attempt = attempt;
    this.sequence = sequence;
    this.run = attempt.run() == null ? 0 : attempt.run().value();
  }

  /// Looks up what is known of the records.
  static RawVersions known(
      Connection connection, Attempt attempt, EntityType entity, List<SourceRecord> page) {
    RawVersions versions = new RawVersions(connection, attempt, attempt.job().value());
    Sql.on(connection, KNOWN)
        .withTexts(page.stream().map(SourceRecord::externalId).distinct().toList())
        .with(attempt.tenant().value())
        .with(attempt.integration().value())
        .with(entity.word())
        .list(
            row -> {
              byte[] digest = row.getBytes("content_sha256");
              versions.add(
                  row.getString("external_id"),
                  digest == null ? new byte[0] : digest,
                  new Version(
                      row.getLong("id"),
                      "loaded".equals(row.getString("processing_status")),
                      versions.run > 0 && row.getLong("last_seen_run") == versions.run));
              return row.getLong("id");
            });
    return versions;
  }

  private void add(String externalId, byte[] digest, Version version) {
    byRecord
        .computeIfAbsent(externalId, _ -> new HashMap<>())
        .put(HexFormat.of().formatHex(digest), version);
    current.put(externalId, version);
  }

  /// Order number of this sighting: the job's id, which grows with time.
  long sequence() {
    return sequence;
  }

  Decision decide(List<SourceRecord> page, boolean full) {
    Map<Long, SourceRecord> fresh = new LinkedHashMap<>();
    Set<Long> seen = new LinkedHashSet<>();
    Set<Long> again = new LinkedHashSet<>();
    int unchanged = 0;
    int repeated = 0;
    List<Long> ids = newIds(countUnknown(page));
    int next = 0;
    for (SourceRecord each : page) {
      String digest = HexFormat.of().formatHex(each.sha256());
      Version version = byRecord.getOrDefault(each.externalId(), Map.of()).get(digest);
      if (version == null) {
        long id = ids.get(next++);
        fresh.put(id, each);
        add(each.externalId(), each.sha256(), new Version(id, false, true));
      } else {
        boolean isCurrent = version.equals(current.get(each.externalId()));
        if (isCurrent && version.seenInThisRun()) {
          repeated++;
        } else {
          seen.add(version.id());
          if (isCurrent && version.loaded() && !full) {
            unchanged++;
          } else {
            again.add(version.id());
          }
          add(each.externalId(), each.sha256(), new Version(version.id(), version.loaded(), true));
        }
      }
    }
    return new Decision(fresh, seen, again, unchanged, repeated);
  }

  private int countUnknown(List<SourceRecord> page) {
    Set<String> unknown = new LinkedHashSet<>();
    for (SourceRecord each : page) {
      String digest = HexFormat.of().formatHex(each.sha256());
      if (!byRecord.getOrDefault(each.externalId(), Map.of()).containsKey(digest)) {
        unknown.add(each.externalId() + ' ' + digest);
      }
    }
    return unknown.size();
  }

  private List<Long> newIds(int count) {
    return count == 0
        ? List.of()
        : Sql.on(
                connection,
                "SELECT nextval(s.of) FROM (SELECT pg_get_serial_sequence('raw_extraction_data',"
                    + " 'id')::regclass AS of OFFSET 0) s, generate_series(1, ?)")
            .with(count)
            .list(row -> row.getLong(1));
  }

  /// Moves `last_seen` of what was seen, and puts back to pending what is to be transformed again.
  void see(Decision decision) {
    if (!decision.seen().isEmpty()) {
      Sql.on(
              connection,
              """
              UPDATE raw_extraction_data SET last_seen_job = GREATEST(last_seen_job, ?),
                last_seen_run = NULLIF(?, 0), last_seen_at = clock_timestamp() WHERE tenant_id = ? AND id = ANY (?)
              """)
          .with(sequence)
          .with(run)
          .with(attempt.tenant().value())
          .withLongs(decision.seen())
          .update();
    }
    if (!decision.again().isEmpty()) {
      Sql.on(
              connection,
              """
              UPDATE raw_extraction_data SET processing_status = 'pending', error_details = NULL,
                last_updated_at = clock_timestamp() WHERE tenant_id = ? AND id = ANY (?)
              """)
          .with(attempt.tenant().value())
          .withLongs(decision.again())
          .update();
    }
  }
}
