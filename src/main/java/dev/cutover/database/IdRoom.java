package dev.cutover.database;

import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds four-byte ids that run out: the platform numbers its rows up to 2,147,483,647, then every
/// insert fails.
final class IdRoom {
  private static final long LAST = Integer.MAX_VALUE;
  private static final long TOO_FEW = 1_000_000;
  private static final long FEW = LAST / 5;

  // V2 gives these eight bytes.
  private static final Set<String> WIDENED = Set.of("raw_extraction_data", "etl_job_queue");

  private IdRoom() {}

  static List<MigrationProblem> problems(Connection connection) {
    return Sql.on(
            connection,
            """
            SELECT t.relname, a.attname, coalesce(pg_sequence_last_value(s.oid), 0)
            FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass
                AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
            JOIN pg_class t ON t.oid = d.refobjid
            JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = current_schema()
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
            WHERE s.relkind = 'S' AND a.atttypid = 'int4'::regtype ORDER BY t.relname\
            """)
        .list(row -> problem(row.getString(1), row.getString(2), row.getLong(3)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<MigrationProblem> problem(String table, String column, long last) {
    long left = LAST - last;
    if (left > FEW || WIDENED.contains(table)) {
      return Optional.empty();
    }
    String message =
        "Table "
            + table
            + ": "
            + left
            + " numbers are left for its column "
            + column
            + " (integer)."
            + " Nothing was changed. Make the column and those that refer to it bigint before the"
            + " new pipeline writes there.";
    return Optional.of(new MigrationProblem(Code.IDS_RUN_OUT, left < TOO_FEW, message));
  }
}
