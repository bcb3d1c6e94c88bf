package dev.cutover.cutover;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a database is and what is to be done with it. Reading it changes nothing.
///
/// @param server such as `PostgreSQL 15.19, database pulse_db`
/// @param current the newest of our versions in place, null when there is none
/// @param problems blockers and warnings
public record MigrationStatus(
    String server,
    Recognition recognition,
    @Nullable String current,
    List<Script> applied,
    List<Script> pending,
    List<MigrationProblem> problems) {

  /// Whose schema it is.
  public enum Recognition {
    /// No table: everything is made, from the platform's own schema on.
    EMPTY,
    /// The platform's, as its monolith left it: taken as version 1.
    PLATFORM,
    /// The platform's with the two tables of its cutover plan: taken as version 1.
    PLATFORM_SEED,
    /// The platform's, as it became after its own cutover: named, not migrated.
    PLATFORM_LATER,
    /// Ours.
    OURS,
    /// Ours, from a newer version of this program.
    NEWER,
    /// Of another program.
    FOREIGN
  }

  /// One migration script.
  ///
  /// @param file its name among the scripts of the program
  public record Script(String version, String description, String file, boolean transactional) {}

  /// What keeps [SchemaMigrator#migrate] from beginning.
  public List<MigrationProblem> blockers() {
    return problems.stream().filter(MigrationProblem::blocks).toList();
  }
}
