package dev.cutover.boot;

import dev.cutover.broker.BrokerPreflight;
import dev.cutover.broker.ManagementAddress;
import dev.cutover.check.Examined;
import dev.cutover.check.Finding;
import dev.cutover.check.Thresholds;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.LockPreflight;
import dev.cutover.cutover.OldService;
import dev.cutover.cutover.PipelineWork;
import dev.cutover.cutover.Preflight;
import dev.cutover.cutover.RunLock;
import dev.cutover.cutover.Validation;
import dev.cutover.cutover.shadow.Shadow;
import dev.cutover.cutover.step.ManifestComparison;
import dev.cutover.cutover.step.PreflightStep;
import dev.cutover.cutover.step.ServicePreflight;
import dev.cutover.cutover.step.ShadowStep;
import dev.cutover.cutover.step.ValidationStep;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.PgPreflight;
import dev.cutover.database.PgValidation;
import dev.cutover.report.ReportFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is looked at before and after a cutover, over the servers of a session.
public final class CutoverChecks {
  private static final Duration A_DAY = Duration.ofDays(1);

  private final Session session;
  private final Map<String, String> environment;

  public CutoverChecks(Session session, Map<String, String> environment) {
    this.session = session;
    this.environment = environment;
  }

  /// S5b.
  public ShadowStep shadow() {
    return new ShadowStep(shadowOf(session));
  }

  /// The same without a run of a cutover.
  public static Shadow shadowOf(Session session) {
    return new ShadowPipeline(session);
  }

  /// Looks whether a report is as it was when it was made.
  ///
  /// @param sha256 of its manifest as kept elsewhere, empty when nobody kept it
  public static List<Finding> verifyReport(Path folder, String sha256) {
    return ReportFiles.verify(folder, sha256);
  }

  /// S12.
  ///
  /// @param work carries out jobs while it looks
  ValidationStep validation(PipelineWork work) {
    BackupParts backups = new BackupParts(session, environment);
    return new ValidationStep(
        List.of(
            new PgValidation(session.database()),
            new SessionValidation(session),
            new ManifestComparison(backups.server(), backups.manifests())),
        work);
  }

  /// The checklist without a run of a cutover: nobody counted what was there before.
  ///
  /// @param since what happened after it is looked at; null for the last day
  public List<Examined> checklist(Thresholds thresholds, @Nullable Instant since)
      throws InterruptedException {
    Instant from = since == null ? InstantSource.system().instant().minus(A_DAY) : since;
    return validation(new CutoverWorkers(session))
        .examine(new Validation.Scope(thresholds, from, null));
  }

  /// S0.
  PreflightStep preflight(OldService service, RunLock lock) {
    InstantSource clock = InstantSource.system();
    String management = session.target().management();
    return new PreflightStep(
        List.of(
            new MachinePreflight(session.home(), environment),
            new LockPreflight(lock),
            new DatabasePreflight(session.databaseAddress(), environment, clock),
            new ServicePreflight(service),
            new BrokerPreflight(
                session.brokerAddress(),
                management == null
                    ? null
                    : ManagementAddress.parse(management, session.brokerAddress()),
                clock)));
  }

  /// The server for scratch databases is named by the plan; without one it is the target's own.
  private record DatabasePreflight(
      DatabaseAddress database, Map<String, String> environment, InstantSource clock)
      implements Preflight {
    @Override
    public String area() {
      return "database";
    }

    @Override
    public List<Finding> examine(CutoverPlan plan) throws InterruptedException {
      String scratch = plan.option("scratch", "");
      return new PgPreflight(
              database,
              clock,
              scratch.isEmpty() ? null : DatabaseAddress.parse(scratch, environment))
          .examine(plan);
    }
  }
}
