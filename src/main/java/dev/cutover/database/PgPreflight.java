package dev.cutover.database;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Preflight;
import dev.cutover.job.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of the database would stop a cutover half-way. All questions go over one session that the
/// server keeps from writing; each stands for itself, so that one which cannot be asked hides no
/// other.
public final class PgPreflight implements Preflight {
  /// One question.
  interface Question {
    List<Finding> ask(Connection connection, CutoverPlan plan) throws SQLException;
  }

  /// A question under the name that it has when it cannot be asked.
  record Named(String name, Question question) {}

  private final DatabaseAddress address;
  private final InstantSource clock;
  private final @Nullable DatabaseAddress scratch;

  /// @param scratch server of the scratch databases; null when the target's own is used
  public PgPreflight(
      DatabaseAddress address, InstantSource clock, @Nullable DatabaseAddress scratch) {
    this.address = address;
    this.clock = clock;
    this.scratch = scratch;
  }

  @Override
  public String area() {
    return "database";
  }

  @Override
  public List<Finding> examine(CutoverPlan plan) {
    List<Finding> findings = new ArrayList<>(new DatabaseTrial(address, clock).run());
    try (Connection connection = address.connect()) {
      Sql.on(
              connection,
              "SELECT set_config('default_transaction_read_only', 'on', false),"
                  + " set_config('statement_timeout', '120s', false)")
          .run();
      List<Named> questions = new ArrayList<>();
      questions.addAll(new ServerQuestions(address, clock).all());
      questions.addAll(new RightsQuestions().all());
      questions.addAll(new RoomQuestions().all());
      questions.addAll(new SchemaQuestions(address).all());
      questions.addAll(new PlatformQuestions().all());
      questions.addAll(new RestoreQuestions(scratch).all());
      for (Named each : questions) {
        findings.addAll(answer(each, connection, plan));
      }
    } catch (SQLException e) {
      findings.add(unasked(area(), new DatabaseTrouble("connecting to the database", e)));
    }
    return findings;
  }

  private static List<Finding> answer(Named named, Connection connection, CutoverPlan plan) {
    try {
      return named.question().ask(connection, plan);
    } catch (SQLException e) {
      return List.of(unasked(named.name(), new DatabaseTrouble(named.name(), e)));
    } catch (DatabaseTrouble e) {
      return List.of(unasked(named.name(), e));
    }
  }

  private static Finding unasked(String name, DatabaseTrouble trouble) {
    Problem problem = DatabaseFailures.explain(trouble);
    return Finding.fail(name, "could not be looked at: " + problem.what(), problem.remedy());
  }
}
