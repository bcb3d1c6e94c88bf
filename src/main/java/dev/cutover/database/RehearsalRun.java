package dev.cutover.database;

import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.MigrationStatus.Script;
import dev.cutover.cutover.MigrationWatch;
import dev.cutover.cutover.Rehearsal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Tries the pending scripts in one transaction and rolls it back. An index that is to be built
/// concurrently is built the plain way here: the other way cannot be part of a transaction.
final class RehearsalRun {
  private final Connection connection;
  private final ScriptSource scripts;
  private final DatabaseReview review;
  private final MigrationLimits limits;

  RehearsalRun(
      Connection connection, ScriptSource scripts, DatabaseReview review, MigrationLimits limits) {
    this.connection = connection;
    this.scripts = scripts;
    this.review = review;
    this.limits = limits;
  }

  /// @throws SQLException with the server's word for it when it was cancelled; all is rolled back
  Rehearsal run(MigrationStatus status, MigrationWatch watch) throws SQLException {
    List<MigrationProblem> problems = new ArrayList<>(status.problems());
    DuplicateKey.find(connection, review.keys(status.pending()))
        .forEach(duplicates -> problems.add(duplicates.problem()));
    List<Rehearsal.Step> steps = new ArrayList<>();
    if (problems.stream().anyMatch(MigrationProblem::blocks)) {
      return new Rehearsal(steps, problems, true);
    }
    Catalogue before = Catalogue.read(connection);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL lock_timeout = " + limits.lockTimeout().toMillis());
      statement.execute("SET LOCAL statement_timeout = " + limits.rehearsal().toMillis());
      for (Script script : status.pending()) {
        watch.begins(script, steps.size(), status.pending().size());
        steps.add(step(statement, script));
      }
    } catch (SQLException e) {
      if (watch.isCancelled()) {
        throw e;
      }
      problems.add(failed(status.pending().get(steps.size()), e));
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    return new Rehearsal(steps, problems, Catalogue.read(connection).equals(before));
  }

  private Rehearsal.Step step(Statement statement, Script script) throws SQLException {
    long begin = System.nanoTime();
    String text = scripts.text(script.file());
    statement.execute(text.replaceAll("(?i)\\bCONCURRENTLY\\b", ""));
    return new Rehearsal.Step(
        script.version(),
        script.description(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  private MigrationProblem failed(Script script, SQLException cause) {
    String state = cause.getSQLState();
    boolean locked = "55P03".equals(state);
    return MigrationProblem.blocking(
        locked ? Code.LOCKED : Code.STATEMENT_FAILED,
        "Migration "
            + script.version()
            + " ("
            + script.description()
            + ") does not go through: "
            + cause.getMessage()
            + " (SQLSTATE "
            + state
            + "). Everything was rolled back."
            + (locked ? " Wait for the sessions in the way or end them." : " Mend the cause."));
  }
}
