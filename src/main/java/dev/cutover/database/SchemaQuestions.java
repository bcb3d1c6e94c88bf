package dev.cutover.database;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.database.PgPreflight.Named;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Is the schema the one we know, can it be widened, and does it stay sound under us?
final class SchemaQuestions {
  private final DatabaseAddress address;

  SchemaQuestions(DatabaseAddress address) {
    this.address = address;
  }

  List<Named> all() {
    return List.of(
        new Named("schema", (_, _) -> schema()),
        new Named("duplicates", (_, _) -> duplicates()),
        new Named("ids", (connection, _) -> ids(connection)),
        new Named("indexes", (connection, _) -> List.of(indexes(connection))),
        new Named("primary keys", (_, plan) -> List.of(primaryKeys(plan))));
  }

  private List<Finding> schema() {
    MigrationStatus status = new Migrations(address::connect).status();
    List<Finding> findings = new ArrayList<>();
    for (MigrationProblem problem : status.problems()) {
      // Ids and the server have findings of their own.
      switch (problem.code()) {
        case IDS_RUN_OUT, SERVER_TOO_OLD, WRONG_ENCODING, STANDBY, READ_ONLY, THROUGH_A_POOLER -> {}
        default ->
            findings.add(
                problem.blocks()
                    ? Finding.fail("schema", problem.message(), "")
                    : Finding.warn("schema", problem.message(), ""));
      }
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.pass(
              "schema",
              status.recognition().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                  + ", "
                  + status.pending().size()
                  + " migrations to come"));
    }
    return findings;
  }

  private List<Finding> duplicates() {
    List<DuplicateKey> found = new Migrations(address::connect).duplicates();
    if (found.isEmpty()) {
      return List.of(Finding.pass("duplicates", "no two rows share a key that must be unique"));
    }
    return found.stream()
        .map(each -> Finding.fail("duplicates", each.problem().message(), ""))
        .toList();
  }

  /// Case 40.
  private static List<Finding> ids(Connection connection) {
    List<MigrationProblem> found = IdRoom.problems(connection);
    if (found.isEmpty()) {
      return List.of(Finding.pass("ids", "all four-byte ids have room"));
    }
    return found.stream()
        .map(
            each ->
                each.blocks()
                    ? Finding.fail("ids", each.message(), "")
                    : Finding.warn("ids", each.message(), ""))
        .toList();
  }

  private static Finding indexes(Connection connection) {
    List<String> broken =
        Sql.on(
                connection,
                "SELECT i.indexrelid::regclass::text FROM pg_index i WHERE NOT (i.indisvalid AND"
                    + " i.indisready AND i.indislive) ORDER BY 1")
            .list(row -> String.valueOf(row.getString(1)));
    return broken.isEmpty()
        ? Finding.pass("indexes", "all are valid")
        : Finding.fail(
            "indexes",
            "invalid: " + RightsQuestions.some(broken) + "; a build of theirs was broken off.",
            "REINDEX INDEX CONCURRENTLY, or drop them.");
  }

  private static Finding primaryKeys(CutoverPlan plan) {
    List<String> without =
        plan.tables().stream()
            .filter(each -> !each.hasPrimaryKey())
            .map(CutoverPlan.Table::title)
            .toList();
    return without.isEmpty()
        ? Finding.pass("primary keys", "all " + plan.tables().size() + " tables have one")
        : Finding.warn(
            "primary keys",
            RightsQuestions.some(without)
                + " have none: they are proved by count and sum of hashes, and differences of"
                + " theirs cannot be named row by row.",
            "Nothing has to be done.");
  }
}
