package dev.cutover.cli;

import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.stage.IntegrationAdmin;

/// What must hold before a verb can work.
final class Ready {
  private Ready() {}

  /// The database has the pipeline's schema. The embedded one is brought up to date by itself; a
  /// real one only on request.
  static void database(Session session) {
    switch (session.schema()) {
      case CURRENT -> {}
      case PENDING ->
          throw new Refused(
              Exit.FAILED,
              new Problem(
                  "database.not_migrated",
                  "The database lacks the pipeline's tables or has pending migrations. Nothing was"
                      + " changed.",
                  "See `cutover db status`, then `cutover db migrate`."));
      case REFUSED ->
          throw new Refused(
              Exit.REFUSED,
              new Problem(
                  "database.foreign",
                  "This database is not one the program may work on: "
                      + session.schemaRefusal()
                      + " Nothing was changed.",
                  "Name the platform's database in --db, or use a newer version of this program."));
    }
  }

  /// The broker answers and holds the topology (created where it is missing, never changed by
  /// force).
  static void broker(Session session) throws InterruptedException {
    session.topology().apply();
  }

  /// The broker answers; nothing is created.
  static void brokerAnswers(Session session) throws InterruptedException {
    session.topology().show();
  }

  static IntegrationAdmin.Line integration(Session session, long id) {
    return session.integrationAdmin().list().stream()
        .filter(line -> line.integration() == id)
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    Exit.USAGE,
                    new Problem(
                        "integration.unknown",
                        "There is no integration " + id + ".",
                        "See `cutover integration list`.")));
  }
}
