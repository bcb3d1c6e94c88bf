package dev.cutover.database;

import dev.cutover.job.JobId;
import dev.cutover.job.JobState;
import dev.cutover.pipeline.JobFilter;

/// A [JobFilter] as a condition over `etl_job_queue j` with its values.
final class JobFilterSql {
  private JobFilterSql() {}

  static SqlPart of(JobFilter filter) {
    SqlPart part = new SqlPart().add("TRUE");
    if (!filter.ids().isEmpty()) {
      part.addLongs(" AND j.id = ANY (?)", filter.ids().stream().map(JobId::value).toList());
    }
    if (!filter.states().isEmpty()) {
      part.addTexts(
          " AND j.status = ANY (?)",
          filter.states().stream().map(JobState::word).sorted().toList());
    }
    filter.stage().ifPresent(stage -> part.add(" AND j.job_type = ?", stage));
    filter.tenant().ifPresent(tenant -> part.add(" AND ").addTenant("j", tenant));
    filter.entity().ifPresent(entity -> part.add(" AND j.entity_type = ?", entity));
    filter.run().ifPresent(run -> part.add(" AND j.run_id = ?", run));
    filter
        .payloadPath()
        .ifPresent(path -> part.add(" AND jsonb_path_exists(j.payload, ?::jsonpath)", path));
    filter
        .olderThan()
        .ifPresent(
            age ->
                part.add(
                    " AND j.created_at < clock_timestamp() - make_interval(secs => ? / 1000.0)",
                    age.toMillis()));
    return part;
  }
}
