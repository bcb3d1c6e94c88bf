package dev.cutover.boot;

import dev.cutover.cutover.OldService;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.RoleSessions;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.WriteFreeze;
import dev.cutover.cutover.step.Drain;
import dev.cutover.cutover.step.Freeze;
import dev.cutover.cutover.step.Move;
import dev.cutover.cutover.step.Remnants;
import dev.cutover.cutover.step.ServiceSwitch;
import dev.cutover.database.Database;
import dev.cutover.database.PgOldJobs;
import dev.cutover.database.PgOpenWork;
import dev.cutover.database.PgRoleSessions;
import dev.cutover.database.PgWriteFreeze;
import dev.cutover.tool.ManagedService;
import dev.cutover.tool.ServiceFolders;
import java.time.Duration;
import java.util.Map;

/// The steps that concern the old service, over the servers of a session.
///
/// @param inSwitch its part of the switch
/// @param inCommit its part of the commit
record OldServiceParts(Step drain, Step freeze, Step move, Step inSwitch, Step inCommit) {
  private static final Duration COMMAND_BOUND = Duration.ofMinutes(2);

  /// Reading a large table to see that it stands still takes its time.
  private static final Duration STATEMENT_BOUND = Duration.ofMinutes(30);

  private static final int POOL = 2;

  static OldServiceParts of(Session session, OldServicePlan plan) {
    Database database =
        session.closing(new Database(session.databaseAddress(), "cutover", POOL, STATEMENT_BOUND));
    OldService service = new ManagedService(plan, COMMAND_BOUND);
    RoleSessions sessions = new PgRoleSessions(database);
    WriteFreeze freeze = new PgWriteFreeze(database);
    ServiceFolders files =
        new ServiceFolders(
            plan,
            Map.of("RABBITMQ_URL", session.brokerAddress().toUri(), "ETL_QUEUE_ENABLED", "true"));
    return new OldServiceParts(
        new Drain(service, new PgOldJobs(database), sessions),
        new Freeze(freeze, sessions),
        new Move(new PgOpenWork(database)),
        new ServiceSwitch(service, files, freeze, sessions),
        new Remnants(freeze));
  }
}
