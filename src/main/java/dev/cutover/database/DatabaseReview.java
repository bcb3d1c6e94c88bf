package dev.cutover.database;

import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.MigrationStatus.Recognition;
import dev.cutover.cutover.MigrationStatus.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/// Looks at a database and says what it is, what is pending and what is in the way. Reads only.
final class DatabaseReview {
  private static final int NAMES = 8;

  private final PlatformFingerprint fingerprint;
  private final ScriptSource scripts;

  DatabaseReview(PlatformFingerprint fingerprint, ScriptSource scripts) {
    this.fingerprint = fingerprint;
    this.scripts = scripts;
  }

  /// @param flyway asked when the history is not the usual one
  MigrationStatus of(Connection connection, Supplier<Flyway> flyway) throws SQLException {
    ServerFacts server = ServerFacts.read(connection);
    List<MigrationProblem> problems = new ArrayList<>(server.problems());
    Catalogue catalogue = Catalogue.read(connection);
    Recognition shape = fingerprint.recognise(catalogue);
    if (shape == Recognition.FOREIGN) {
      problems.add(foreign(server, catalogue));
      return new MigrationStatus(
          server.toString(), shape, null, List.of(), List.of(), List.copyOf(problems));
    }
    ScriptStates states =
        UsualHistory.of(connection, scripts)
            .orElseGet(() -> ScriptStates.of(flyway.get().info().all(), scripts));
    problems.addAll(states.problems());
    boolean ours = !states.applied().isEmpty() || states.baselined() || states.newer();
    Recognition recognition = states.newer() ? Recognition.NEWER : ours ? Recognition.OURS : shape;
    List<String> missing = shape == Recognition.EMPTY ? List.of() : fingerprint.missing(catalogue);
    if (!missing.isEmpty()) {
      problems.add(otherShape(recognition, missing));
    }
    problems.addAll(IdRoom.problems(connection));
    List<Script> pending = new ArrayList<>(states.pending());
    if (recognition != Recognition.EMPTY && !ours) {
      pending.removeIf(script -> script.version().equals("1"));
    }
    problems.addAll(brokenKeys(connection, states.applied()));
    return new MigrationStatus(
        server.toString(),
        recognition,
        current(states),
        List.copyOf(states.applied()),
        List.copyOf(pending),
        List.copyOf(problems));
  }

  private static @Nullable String current(ScriptStates states) {
    if (states.applied().isEmpty()) {
      return states.baselined() ? "1" : null;
    }
    return states.applied().getLast().version();
  }

  /// The indexes that these scripts build concurrently.
  List<NaturalKey> keys(List<Script> of) {
    List<NaturalKey> keys = new ArrayList<>();
    for (Script script : of) {
      keys.addAll(NaturalKey.in(scripts.text(script.file())));
    }
    return keys;
  }

  private List<MigrationProblem> brokenKeys(Connection connection, List<Script> applied) {
    List<NaturalKey> keys = keys(applied);
    List<String> broken = new ArrayList<>(IndexCare.absent(connection, keys));
    IndexCare.invalid(connection, keys).forEach(key -> broken.add(key.index()));
    return broken.isEmpty()
        ? List.of()
        : List.of(
            MigrationProblem.warning(
                Code.DRIFT,
                "These indexes are missing or invalid: "
                    + String.join(", ", broken)
                    + ". The next migration builds them anew."));
  }

  private static MigrationProblem otherShape(Recognition recognition, List<String> missing) {
    String named = named(missing);
    String what =
        recognition == Recognition.PLATFORM_LATER
            ? "This is the platform's schema after its own cutover; of the monolith's it lacks "
            : "This schema is not the platform's as the cutover knows it; it lacks ";
    return MigrationProblem.blocking(
        Code.OTHER_SHAPE,
        what
            + named
            + ". Nothing was changed. Migrate a database of the monolith, or restore the"
            + " missing parts.");
  }

  private static MigrationProblem foreign(ServerFacts server, Catalogue catalogue) {
    return MigrationProblem.blocking(
        Code.FOREIGN_TABLES,
        "The database "
            + server.database()
            + " belongs to another program; it has "
            + named(List.copyOf(catalogue.columns().keySet()))
            + ". Nothing was changed. Name the"
            + " platform's database, or an empty one.");
  }

  private static String named(List<String> names) {
    return names.size() <= NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, NAMES)) + " and " + (names.size() - NAMES) + " more";
  }
}
