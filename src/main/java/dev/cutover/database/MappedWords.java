package dev.cutover.database;

import dev.cutover.pipeline.stage.Mappings;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

/// One kind of mapping in its own tables. The caller holds what [PgMappings] locks.
interface MappedWords {

  Mappings.Sheet sheet(Connection connection, long tenant);

  /// What the values mean now; the ones without a meaning are left out.
  Map<String, String> meanings(Connection connection, Scope scope, List<String> values);

  /// Other values that lose a meaning when these get theirs.
  default List<String> displaced(
      Connection connection, Scope scope, List<String> values, Mappings.Meaning meaning) {
    return List.of();
  }

  /// @return rows that point elsewhere now
  /// @throws NotMappable when the meaning is not one
  long set(Connection connection, Scope scope, List<String> values, Mappings.Meaning meaning);

  /// @return rows that point elsewhere now
  long remove(Connection connection, Scope scope, List<String> values);

  /// @param integration where a new mapping belongs
  record Scope(long tenant, long integration) {}

  /// The meaning that was asked for cannot be given; nothing was changed yet.
  final class NotMappable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient dev.cutover.job.Problem problem;

    NotMappable(String code, String what, String remedy) {
      super(what);
      problem = new dev.cutover.job.Problem(code, what, remedy);
    }

    dev.cutover.job.Problem problem() {
      return problem;
    }
  }
}
