package dev.cutover.boot;

import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.SchemaMigrator;
import dev.cutover.database.PgEpochFence;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.pipeline.stage.SourceProblem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What must hold before a verb can work.
public final class Ready {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int REFUSED = 5;

  private Ready() {}

  /// The database has the pipeline's schema. The embedded one is brought up to date by itself; a
  /// real one only on request.
  public static void database(Session session) {
    SchemaMigrator migrations = session.migrations();
    MigrationStatus status = migrations.status();
    if (session.isEmbedded() && !status.pending().isEmpty() && status.blockers().isEmpty()) {
      migrations.migrate();
      status = migrations.status();
    }
    mustNotBeBlocked(status);
    if (!status.pending().isEmpty()) {
      throw new Refused(
          FAILED,
          new Problem(
              "database.not_migrated",
              "The database ("
                  + session.databaseAddress()
                  + ") lacks "
                  + status.pending().size()
                  + " migrations of the pipeline. Nothing was changed.",
              "See `cutover db status`, then `cutover db migrate`."));
    }
  }

  private static void mustNotBeBlocked(MigrationStatus status) {
    List<MigrationProblem> blockers = status.blockers();
    if (!blockers.isEmpty()) {
      throw new Refused(
          REFUSED,
          new Problem(
              "database." + blockers.getFirst().code().name().toLowerCase(Locale.ROOT),
              blockers.getFirst().message(),
              ""));
    }
  }

  /// The window may be opened: over the pipeline's schema, and over whatever can get it in the
  /// window, by a cutover or by the migrations alone. Over another program's database it may not.
  static void window(Session session) {
    if (session.isEmbedded()) {
      database(session);
    } else {
      mustNotBeBlocked(session.migrations().status());
    }
  }

  /// Whether this is a platform as its old service left it, or one whose cutover was begun and has
  /// not made all tables yet.
  static boolean isCutoverAhead(Session session) {
    MigrationStatus status = session.migrations().status();
    if (!status.blockers().isEmpty() || status.pending().isEmpty()) {
      return false;
    }
    return switch (status.recognition()) {
      case PLATFORM, PLATFORM_SEED -> true;
      case OURS -> new PgEpochFence(session.database()).epoch() > 0;
      default -> false;
    };
  }

  /// The broker answers and holds the topology (created where it is missing, never changed by
  /// force).
  public static void broker(Session session) throws InterruptedException {
    session.topology().apply();
  }

  /// The source lets us in. A wrong address or token is told at once, before a run is created whose
  /// jobs would try for minutes; a source that asks for patience gets it.
  public static void source(Session session, long integration) throws InterruptedException {
    IntegrationAdmin.Line line = integration(session, integration);
    TenantId tenant = new TenantId(line.tenantId());
    IntegrationId id = new IntegrationId(integration);
    try {
      session.sources().test(session.integrations().settings(tenant, id));
    } catch (SourceProblem problem) {
      switch (problem.kind()) {
        case RATE_LIMITED -> {
          Duration pause = problem.retryAfter();
          session
              .integrations()
              .pause(tenant, id, pause == null ? Duration.ofMinutes(1) : pause, problem.problem());
        }
        case TRANSIENT -> {
          if (problem.problem().code().equals("source.connection")) {
            throw problem;
          }
        }
        case PERMANENT -> throw problem;
      }
    }
  }

  /// The broker answers; nothing is created.
  public static void brokerAnswers(Session session) throws InterruptedException {
    session.topology().show();
  }

  public static IntegrationAdmin.Line integration(Session session, long id) {
    return session.integrationAdmin().list().stream()
        .filter(line -> line.integration() == id)
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    USAGE,
                    new Problem(
                        "integration.unknown",
                        "There is no integration " + id + ".",
                        "See `cutover integration list`.")));
  }
}
