package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.monitor.JobBrowser;
import dev.cutover.monitor.Journeys;
import dev.cutover.monitor.RecordJourney;
import dev.cutover.monitor.RecordJourney.Step;
import dev.cutover.rawdata.RawLine;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Puts a record's journey together. Nothing says which job handled which raw row but the payload
/// of the job, which has no index: jobs are looked at where they must be, behind the extraction
/// that stored or saw the row, among the newest, and among those that have not ended well.
public final class PgJourneys implements Journeys {
  private static final int MOST_VERSIONS = 20;
  private static final int JOBS_LOOKED_AT = 20_000;
  private static final int MOST_LETTERS = 100;
  private static final String HANDLES =
      """
       w.tenant_id = ? AND w.integration_id = ? AND w.entity_type = ? AND w.job_type = 'transform'
      AND EXISTS (SELECT FROM unnest(?::bigint[]) r(id) WHERE w.payload -> 'raw_ids' @> to_jsonb(r.id))
      """;
  private static final Map<EntityType, List<Part>> PARTS =
      Map.of(
          EntityType.JIRA_ISSUES,
          List.of(
              new Part("changelogs", "work_item_id"),
              new Part("work_items_prs_links", "work_item_id")),
          EntityType.GITHUB_PRS,
          List.of(
              new Part("prs_commits", "pr_id"),
              new Part("prs_reviews", "pr_id"),
              new Part("prs_comments", "pr_id")));

  private final Database database;

  private record Part(String table, String owner) {}

  private record Version(long id, long storedBy, long seenBy) {}

  public PgJourneys(Database database) {
    this.database = database;
  }

  @Override
  public RecordJourney of(RawLine line) {
    return database.withConnection(
        connection -> {
          List<Version> versions = versions(connection, line);
          List<Long> rawIds = versions.stream().map(Version::id).toList();
          Set<Long> extracts = new LinkedHashSet<>();
          versions.forEach(each -> extracts.addAll(List.of(each.storedBy(), each.seenBy())));
          extracts.remove(0L);
          Set<Long> handled = transforms(connection, line, rawIds, extracts);
          handled.addAll(loads(connection, line, handled));
          List<Step> steps = new ArrayList<>();
          new RawRows(connection).lines(rawIds).forEach(each -> steps.add(new Step.Version(each)));
          Set<Long> jobs = new LinkedHashSet<>(extracts);
          jobs.addAll(handled);
          steps.addAll(jobs(connection, line, jobs));
          steps.addAll(loaded(connection, line));
          steps.addAll(letters(connection, line, extracts, handled));
          steps.sort(
              Comparator.comparing(step -> Objects.requireNonNullElse(step.at(), Instant.EPOCH)));
          boolean complete =
              versions.size() < MOST_VERSIONS
                  && extracts.stream()
                      .min(Comparator.naturalOrder())
                      .map(first -> isNear(connection, first))
                      .orElse(true);
          return new RecordJourney(line, steps, complete);
        });
  }

  private static List<Version> versions(Connection connection, RawLine line) {
    return Sql.on(
            connection,
            "SELECT v.id, coalesce(v.job_id, 0), v.last_seen_job FROM (SELECT * FROM"
                + " raw_extraction_data WHERE external_id = ? OR (?::text IS NULL AND id = ?)"
                + " OFFSET 0) v WHERE v.tenant_id = ? AND v.integration_id = ? AND v.entity_type"
                + " = ? ORDER BY v.id DESC LIMIT "
                + MOST_VERSIONS)
        .with(line.externalId())
        .with(line.externalId())
        .with(line.id())
        .with(line.tenant().value())
        .with(line.integration().value())
        .with(line.entity())
        .list(row -> new Version(row.getLong(1), row.getLong(2), row.getLong(3)));
  }

  private static Set<Long> transforms(
      Connection connection, RawLine line, List<Long> rawIds, Set<Long> extracts) {
    String behind =
        "SELECT w.id FROM (SELECT * FROM etl_job_queue WHERE id > ? ORDER BY id LIMIT "
            + JOBS_LOOKED_AT
            + ") w WHERE";
    String newest =
        "SELECT w.id FROM (SELECT * FROM etl_job_queue ORDER BY id DESC LIMIT "
            + JOBS_LOOKED_AT
            + ") w WHERE";
    String unended =
        "SELECT w.id FROM etl_job_queue w WHERE w.status IN ('pending', 'queued', 'running',"
            + " 'dead', 'cancelled') AND";
    Set<Long> found = new LinkedHashSet<>();
    for (Long extract : extracts) {
      found.addAll(
          handling(Sql.on(connection, behind + HANDLES).with(extract.longValue()), line, rawIds));
    }
    found.addAll(handling(Sql.on(connection, newest + HANDLES), line, rawIds));
    found.addAll(handling(Sql.on(connection, unended + HANDLES), line, rawIds));
    return found;
  }

  private static List<Long> handling(Sql statement, RawLine line, List<Long> rawIds) {
    return statement
        .with(line.tenant().value())
        .with(line.integration().value())
        .with(line.entity())
        .withLongs(rawIds)
        .list(row -> row.getLong(1));
  }

  /// Whether all jobs since then were looked at.
  private static boolean isNear(Connection connection, long extract) {
    return Sql.on(
                connection,
                "SELECT count(*) FROM (SELECT 1 FROM etl_job_queue WHERE id > ? ORDER BY id LIMIT"
                    + " ?) behind")
            .with(extract)
            .with(JOBS_LOOKED_AT)
            .one(row -> row.getLong(1))
        < JOBS_LOOKED_AT;
  }

  /// A batch is loaded by one job, whose dedupe key says which.
  private static List<Long> loads(Connection connection, RawLine line, Set<Long> transforms) {
    return Sql.on(
            connection, "SELECT id FROM etl_job_queue WHERE dedupe_key = ANY (?) AND tenant_id = ?")
        .withTexts(transforms.stream().map(id -> "load:" + id).toList())
        .with(line.tenant().value())
        .list(row -> row.getLong(1));
  }

  private static List<Step> jobs(Connection connection, RawLine line, Set<Long> ids) {
    List<JobBrowser.JobLine> jobs =
        Sql.on(
                connection,
                PgJobBrowser.COLUMNS
                    + "j.id = ANY (?) AND j.tenant_id = ? AND j.integration_id = ? ORDER BY j.id")
            .withLongs(ids)
            .with(line.tenant().value())
            .with(line.integration().value())
            .list(PgJobBrowser::line);
    List<Step> steps = new ArrayList<>();
    jobs.forEach(job -> steps.add(new Step.Job(job, PgJobBrowser.events(connection, job.id()))));
    return steps;
  }

  private static List<Step> loaded(Connection connection, RawLine line) {
    EntityType entity = EntityType.of(line.entity()).orElse(EntityType.BENCH_NOOP);
    String table = PgReconciliation.TABLES.get(entity);
    if (table == null || line.externalId() == null) {
      return List.of();
    }
    return Sql.on(
            connection,
            "SELECT id, source_raw_id, last_updated_at AT TIME ZONE 'UTC' AS at FROM "
                + table
                + " WHERE tenant_id = ? AND integration_id = ? AND external_id = ?")
        .with(line.tenant().value())
        .with(line.integration().value())
        .with(line.externalId())
        .list(
            row -> {
              long id = row.getLong("id");
              Map<String, Long> parts = new TreeMap<>();
              for (Part part : PARTS.getOrDefault(entity, List.of())) {
                parts.put(part.table(), parts(connection, line, part, id));
              }
              return new Step.Loaded(
                  Sql.instant(row, "at"), table, id, Sql.number(row, "source_raw_id"), parts);
            });
  }

  private static long parts(Connection connection, RawLine line, Part part, long owner) {
    return Sql.on(
            connection,
            "SELECT count(*) FROM "
                + part.table()
                + " WHERE "
                + part.owner()
                + " = ? AND tenant_id = ?")
        .with(owner)
        .with(line.tenant().value())
        .one(row -> row.getLong(1));
  }

  /// Of an extraction, only letters that name the record: the others are about its neighbours.
  private static List<Step> letters(
      Connection connection, RawLine line, Set<Long> extracts, Set<Long> handled) {
    return Sql.on(
            connection,
            """
            SELECT d.id, d.received_at, d.origin, d.reason, d.state
            FROM (SELECT * FROM etl_dead_letter ORDER BY id DESC LIMIT 10000) d
            WHERE d.tenant_id = ? AND d.integration_id = ? AND (d.job_id = ANY (?)
              OR d.job_id = ANY (?) AND position(convert_to(?, 'UTF8') IN d.body) > 0)
            ORDER BY d.id DESC LIMIT
            """
                + MOST_LETTERS)
        .with(line.tenant().value())
        .with(line.integration().value())
        .withLongs(handled)
        .withLongs(extracts)
        .with("\"" + line.externalId() + "\"")
        .list(
            row ->
                new Step.Letter(
                    Sql.instant(row, "received_at"),
                    row.getLong("id"),
                    row.getString("origin"),
                    row.getString("reason"),
                    row.getString("state")));
  }
}
