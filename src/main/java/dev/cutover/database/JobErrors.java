package dev.cutover.database;

import dev.cutover.job.Problem;
import dev.cutover.pipeline.Attempt;

/// `etl_job_queue.error_details`: the last ten failures of a job, oldest first.
final class JobErrors {
  /// Takes one parameter, the entry to append.
  static final String APPEND =
      """
      (SELECT jsonb_agg(e ORDER BY n) FROM (
        SELECT e, n FROM jsonb_array_elements(
          CASE WHEN jsonb_typeof(q.error_details) = 'array' THEN q.error_details ELSE '[]' END
          || jsonb_build_array(?::jsonb || jsonb_build_object('at', clock_timestamp())))
          WITH ORDINALITY AS t(e, n)
        ORDER BY n DESC LIMIT 10) AS last_ten)\
      """;

  private JobErrors() {}

  static String entry(Attempt attempt, Problem problem) {
    return Json.MAPPER.writeValueAsString(
        Json.MAPPER
            .createObjectNode()
            .put("attempt", attempt.number())
            .put("code", problem.code())
            .put("what", storable(problem.what()))
            .put("remedy", storable(problem.remedy())));
  }

  /// jsonb takes no U+0000.
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
