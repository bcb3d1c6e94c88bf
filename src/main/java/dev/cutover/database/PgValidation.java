package dev.cutover.database;

import dev.cutover.check.Examined;
import dev.cutover.check.Item;
import dev.cutover.cutover.Validation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The items of the checklist that the database answers. Each is asked for itself; one that cannot
/// be asked fails and hides no other.
public final class PgValidation implements Validation {
  /// Carries an item out.
  interface Answer {
    Examined give(Connection connection, Scope scope) throws SQLException;
  }

  record Asked(Item item, Answer answer) {}

  private final Database database;

  public PgValidation(Database database) {
    this.database = database;
  }

  @Override
  public String area() {
    return "database";
  }

  @Override
  public List<Examined> examine(Scope scope) {
    List<Asked> all = new ArrayList<>();
    all.addAll(new WorkChecks().all(scope));
    all.addAll(new SpeedChecks().all(scope));
    all.addAll(new IntegrityChecks().all(scope));
    List<Examined> examined = new ArrayList<>();
    for (Asked each : all) {
      examined.add(
          database.withConnection(
              connection -> {
                try {
                  return each.answer().give(connection, scope);
                } catch (DatabaseTrouble trouble) {
                  return each.item()
                      .fail(
                          "It could not be looked at: " + DatabaseFailures.explain(trouble).what(),
                          "Make it readable and validate again.");
                }
              }));
    }
    return examined;
  }
}
