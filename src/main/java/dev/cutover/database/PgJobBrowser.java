package dev.cutover.database;

import dev.cutover.job.JobId;
import dev.cutover.monitor.JobBrowser;
import dev.cutover.pipeline.JobFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Reads jobs and their events.
public final class PgJobBrowser implements JobBrowser {
  /// Numbers differ from job to job, the rest of a message says what is wrong.
  static final String PATTERN =
      "regexp_replace(left(coalesce(error_details -> -1 ->> 'what', error_class), 200),"
          + " '[0-9]+', '#', 'g')";

  static final String COLUMNS =
      """
      SELECT j.id, j.tenant_id, j.integration_id, j.run_id, j.job_type, j.entity_type, j.status, j.priority,
        j.attempt, j.max_attempts, j.deferrals, j.scheduled_at, j.created_at, j.error_class,
        j.error_details -> -1 ->> 'what' AS problem, j.payload, j.progress #>> '{}' AS progress,
        j.lease_owner, j.lease_until, j.error_details
      FROM etl_job_queue j WHERE
      """;

  private final Database database;

  public PgJobBrowser(Database database) {
    this.database = database;
  }

  @Override
  public List<JobLine> list(JobFilter filter, int limit) {
    SqlPart query =
        new SqlPart()
            .add(COLUMNS)
            .add(JobFilterSql.of(filter))
            .add(" ORDER BY j.id DESC LIMIT ?", limit);
    return database.withConnection(connection -> query.on(connection).list(PgJobBrowser::line));
  }

  @Override
  public long count(JobFilter filter) {
    return counted(
        new SqlPart()
            .add("SELECT count(*) FROM etl_job_queue j WHERE ")
            .add(JobFilterSql.of(filter)));
  }

  @Override
  public long countUpTo(JobFilter filter, long most) {
    return counted(
        new SqlPart()
            .add("SELECT count(*) FROM (SELECT 1 FROM etl_job_queue j WHERE ")
            .add(JobFilterSql.of(filter))
            .add(" LIMIT ?) found", most));
  }

  private long counted(SqlPart query) {
    return database.withConnection(connection -> query.on(connection).one(row -> row.getLong(1)));
  }

  @Override
  public List<ProblemGroup> groups(JobFilter filter) {
    return database.withConnection(
        connection ->
            grouping(filter)
                .on(connection)
                .list(
                    row ->
                        new ProblemGroup(
                            row.getString(1),
                            row.getString(2),
                            Optional.ofNullable(row.getString(3)).orElse(""),
                            row.getLong(4),
                            row.getLong(5))));
  }

  /// Its condition is word for word that of `idx_etl_queue_problem`.
  static SqlPart grouping(JobFilter filter) {
    return new SqlPart()
        .add(
            """
            SELECT error_class, %s AS pattern, max(error_details -> -1 ->> 'remedy') AS remedy,
              count(*) AS jobs, max(id) AS example
            FROM etl_job_queue j WHERE error_class IS NOT NULL AND status <> 'completed' AND\s
            """
                .formatted(PATTERN))
        .add(JobFilterSql.of(filter))
        .add(" GROUP BY 1, 2 ORDER BY jobs DESC, 1, 2 LIMIT 50");
  }

  @Override
  public Optional<JobDetail> show(JobId id) {
    return database.withConnection(
        connection -> {
          List<Event> events = events(connection, id.value());
          return Sql.on(connection, COLUMNS + "j.id = ?")
              .with(id.value())
              .first(
                  row ->
                      new JobDetail(
                          line(row),
                          row.getString("payload"),
                          row.getString("progress"),
                          row.getString("lease_owner"),
                          Sql.instant(row, "lease_until"),
                          row.getString("error_details"),
                          events));
        });
  }

  /// Everything that happened to a job, the oldest first.
  static List<Event> events(Connection connection, long job) {
    return Sql.on(
            connection,
            "SELECT at, from_status, to_status, actor, attempt, detail FROM etl_job_event"
                + " WHERE job_id = ? ORDER BY seq")
        .with(job)
        .list(
            row ->
                new Event(
                    Sql.instant(row, "at"),
                    row.getString("from_status"),
                    row.getString("to_status"),
                    row.getString("actor"),
                    row.getInt("attempt"),
                    row.getString("detail")));
  }

  static JobLine line(ResultSet row) throws SQLException {
    long run = row.getLong("run_id");
    return new JobLine(
        row.getLong("id"),
        row.getLong("tenant_id"),
        row.getLong("integration_id"),
        run == 0 ? null : run,
        row.getString("job_type"),
        row.getString("entity_type"),
        row.getString("status"),
        row.getInt("priority"),
        row.getInt("attempt"),
        row.getInt("max_attempts"),
        row.getInt("deferrals"),
        Sql.instant(row, "scheduled_at"),
        Sql.instant(row, "created_at"),
        row.getString("error_class"),
        row.getString("problem"));
  }
}
