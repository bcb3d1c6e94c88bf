package dev.cutover.boot;

import dev.cutover.cutover.EpochFence;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.PipelineWork;
import dev.cutover.cutover.RoleSessions;
import dev.cutover.cutover.RunLock;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.TrafficSwitch;
import dev.cutover.cutover.WriteFreeze;
import dev.cutover.cutover.backup.BackupKit;
import dev.cutover.cutover.step.Begin;
import dev.cutover.cutover.step.Broker;
import dev.cutover.cutover.step.Canaries;
import dev.cutover.cutover.step.Commit;
import dev.cutover.cutover.step.Drain;
import dev.cutover.cutover.step.FinalBackup;
import dev.cutover.cutover.step.Freeze;
import dev.cutover.cutover.step.Inventory;
import dev.cutover.cutover.step.Move;
import dev.cutover.cutover.step.RehearsedRestore;
import dev.cutover.cutover.step.Remnants;
import dev.cutover.cutover.step.Restore;
import dev.cutover.cutover.step.Schema;
import dev.cutover.cutover.step.ServiceSwitch;
import dev.cutover.cutover.step.Soak;
import dev.cutover.cutover.step.SwitchOver;
import dev.cutover.database.Database;
import dev.cutover.database.MaintenanceDatabase;
import dev.cutover.database.PgCanaryRuns;
import dev.cutover.database.PgEpochFence;
import dev.cutover.database.PgOldJobs;
import dev.cutover.database.PgOpenWork;
import dev.cutover.database.PgPlatformInventory;
import dev.cutover.database.PgRoleSessions;
import dev.cutover.database.PgRunLock;
import dev.cutover.database.PgTrafficSwitch;
import dev.cutover.database.PgWriteFreeze;
import dev.cutover.tool.ManagedService;
import dev.cutover.tool.ServiceFolders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The steps over the servers of a session, in their order.
final class CutoverSteps {
  private static final Duration COMMAND_BOUND = Duration.ofMinutes(2);

  private CutoverSteps() {}

  static List<Step> of(Session session, OldServicePlan service) {
    Database database = session.database();
    EpochFence fence = new PgEpochFence(database);
    TrafficSwitch traffic = new PgTrafficSwitch(database);
    RoleSessions sessions = new PgRoleSessions(database);
    WriteFreeze freeze = new PgWriteFreeze(database);
    BackupParts parts = new BackupParts(session, System.getenv());
    BackupKit backups = parts.kit();
    ManagedService old = new ManagedService(service, COMMAND_BOUND);
    CutoverChecks checks = new CutoverChecks(session, System.getenv());
    PipelineWork work = new CutoverWorkers(session);
    return List.of(
        checks.preflight(old, lock(session)),
        new Begin(fence),
        new Inventory(new PgPlatformInventory(database), session.topology()),
        new Schema(session.migrations(), traffic),
        new Broker(session.topology()),
        new RehearsedRestore(backups),
        checks.shadow(),
        new Drain(old, new PgOldJobs(database), sessions),
        new Freeze(freeze, sessions),
        new FinalBackup(backups),
        new Move(new PgOpenWork(database)),
        new SwitchOver(
            traffic,
            Optional.of(new ServiceSwitch(old, files(session, service), freeze, sessions))),
        new Canaries(new PgCanaryRuns(database), work),
        checks.validation(work),
        new Soak(),
        new Commit(
            fence, traffic, Optional.of(new Remnants(freeze, CutoverChecks.shadowOf(session)))),
        new Restore(
            backups,
            parts.names(),
            parts.changes(),
            name -> new PassingFence(session.databaseAddress().withDatabase(name)),
            database::forget));
  }

  static RunLock lock(Session session) {
    return new PgRunLock(
        new MaintenanceDatabase(session.databaseAddress()),
        HostName.get(),
        ProcessHandle.current().pid());
  }

  /// As the platform's plan names them.
  private static ServiceFolders files(Session session, OldServicePlan service) {
    return new ServiceFolders(
        service,
        Map.of("RABBITMQ_URL", session.brokerAddress().toUri(), "ETL_QUEUE_ENABLED", "true"));
  }
}
