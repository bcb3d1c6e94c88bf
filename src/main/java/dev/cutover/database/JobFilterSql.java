package dev.cutover.database;

import dev.cutover.job.JobId;
import dev.cutover.job.JobState;
import dev.cutover.pipeline.JobFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A [JobFilter] as a condition over `etl_job_queue j` with its parameters.
final class JobFilterSql {
  private final List<String> conditions = new ArrayList<>();
  private final List<Function<Sql, Sql>> parameters = new ArrayList<>();

  JobFilterSql(JobFilter filter) {
    conditions.add("TRUE");
    if (!filter.ids().isEmpty()) {
      add("j.id = ANY (?)", sql -> sql.withLongs(filter.ids().stream().map(JobId::value).toList()));
    }
    if (!filter.states().isEmpty()) {
      add(
          "j.status = ANY (?)",
          sql -> sql.withTexts(filter.states().stream().map(JobState::word).sorted().toList()));
    }
    filter.stage().ifPresent(stage -> add("j.job_type = ?", sql -> sql.with(stage)));
    filter
        .tenant()
        .ifPresent(
            tenant ->
                add(
                    "j.tenant_id IN (SELECT t.id FROM tenants t WHERE t.name = ? OR t.id::text ="
                        + " ?)",
                    sql -> sql.with(tenant).with(tenant)));
    filter.entity().ifPresent(entity -> add("j.entity_type = ?", sql -> sql.with(entity)));
    filter.run().ifPresent(run -> add("j.run_id = ?", sql -> sql.with(run.longValue())));
    filter
        .payloadPath()
        .ifPresent(path -> add("jsonb_path_exists(j.payload, ?::jsonpath)", sql -> sql.with(path)));
    filter
        .olderThan()
        .ifPresent(
            age ->
                add(
                    "j.created_at < clock_timestamp() - make_interval(secs => ? / 1000.0)",
                    sql -> sql.with(age.toMillis())));
  }

  private void add(String condition, Function<Sql, Sql> parameter) {
    conditions.add(condition);
    parameters.add(parameter);
  }

  String condition() {
    return String.join(" AND ", conditions);
  }

  Sql bind(Sql sql) {
    Sql bound = sql;
    for (Function<Sql, Sql> parameter : parameters) {
      bound = parameter.apply(bound);
    }
    return bound;
  }
}
