package dev.cutover.boot;

import dev.cutover.broker.BrokerAddress;
import dev.cutover.cutover.CutoverParts;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.DryRun;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.JournalMirror;
import dev.cutover.cutover.MirroredJournal;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.PlanFiles;
import dev.cutover.cutover.RollbackForecast;
import dev.cutover.cutover.RunLock;
import dev.cutover.cutover.RunShelf;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.BackupServer;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.MaintenanceDatabase;
import dev.cutover.database.PgEpochFence;
import dev.cutover.database.PgJournalMirror;
import dev.cutover.database.PgPlatformInventory;
import dev.cutover.database.PgTargetFacts;
import dev.cutover.journal.JsonPlanFiles;
import dev.cutover.journal.RunFolders;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Cutovers from this workstation: plans are made here, runs begun and gone on with.
public final class CutoverDesk {
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Session session;
  private final JournalWrap wrap;
  private final InstantSource clock = InstantSource.system();
  private final RunFolders shelf;

  public CutoverDesk(Session session) {
    this(session, file -> file);
  }

  /// @param wrap for tests that end the process between two records
  CutoverDesk(Session session, JournalWrap wrap) {
    this.session = session;
    this.wrap = wrap;
    this.shelf = new RunFolders(session.home().state().resolve("runs"), clock);
  }

  /// Who acts.
  public String actor() {
    return System.getProperty("user.name", "unknown") + "@" + HostName.get();
  }

  /// The steps of a plan over the servers of the session.
  List<Step> steps(FrozenPlan plan) {
    return CutoverSteps.of(session, plan.plan().service());
  }

  /// Whether a plan is for the session's database, by its address.
  boolean isHere(CutoverPlan.Target wanted) {
    DatabaseAddress address = session.databaseAddress();
    return wanted.host().equals(address.host())
        && wanted.port() == address.port()
        && wanted.database().equals(address.database());
  }

  public RunShelf shelf() {
    return shelf;
  }

  /// The evidence of the runs on the shelf.
  public RunReports reports() {
    return new RunReports(shelf, session.secretsKnown()::redact);
  }

  public PlanFiles files() {
    return new JsonPlanFiles();
  }

  /// Looks at the servers and writes down what a run against them would be. Changes nothing there.
  ///
  /// @param options as the operator's manual names them
  public FrozenPlan plan(OldServicePlan service, Map<String, String> options)
      throws InterruptedException {
    Instant now = clock.instant();
    List<StepName> steps =
        CutoverSteps.of(session, service).stream()
            .map(Step::name)
            .filter(name -> name != StepName.RESTORE)
            .toList();
    return files()
        .freeze(
            new CutoverPlan(
                "cutover-" + ID.format(now),
                now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                actor(),
                target(),
                tools(),
                PgPlatformInventory.tables(session.database()),
                service,
                steps,
                Map.of(),
                options));
  }

  /// The programs that a backup would be made with; none when there is no fitting one, which the
  /// preflight then tells.
  private List<CutoverPlan.Tool> tools() {
    BackupParts backups = new BackupParts(session, System.getenv());
    BackupServer server = backups.server();
    try {
      return backups.tools().require(server.identity(server.database()).major());
    } catch (StepFailure none) {
      return List.of();
    }
  }

  private CutoverPlan.Target target() throws InterruptedException {
    PgTargetFacts facts = PgTargetFacts.read(place());
    DatabaseAddress address = session.databaseAddress();
    BrokerAddress broker = session.brokerAddress();
    return new CutoverPlan.Target(
        address.host(),
        address.port(),
        address.database(),
        facts.systemIdentifier(),
        facts.databaseOid(),
        facts.serverVersion(),
        broker.toString(),
        session.brokerFacts().split(" ", 2)[0]);
  }

  /// Everything a run would meet. Changes nothing.
  public DryRun dryRun(FrozenPlan plan) {
    return new DryRun(
        plan, CutoverSteps.of(session, plan.plan().service()), Explanation::of, actor(), clock);
  }

  /// Begins a run of this plan. Nothing is done until it is told to go.
  ///
  /// @throws dev.cutover.cutover.RunRefused other servers than the plan's, or held by another
  public CutoverRun begin(FrozenPlan plan) throws InterruptedException {
    RunShelf.Opened made = shelf.create(plan);
    boolean begun = false;
    try {
      CutoverRun run = open(made, false);
      begun = true;
      return run;
    } finally {
      if (!begun) {
        shelf.forget(plan.plan().id());
      }
    }
  }

  /// Takes a run up again.
  ///
  /// @param takeOver whoever holds it is put out
  public CutoverRun resume(String run, boolean takeOver) throws InterruptedException {
    return open(shelf.open(run), takeOver);
  }

  private CutoverRun open(RunShelf.Opened opened, boolean takeOver) throws InterruptedException {
    CutoverParts parts =
        new CutoverParts(
            opened.plan(),
            CutoverSteps.of(session, opened.plan().plan().service()),
            wrap.around(new MirroredJournal(opened.journal(), mirror())),
            lock(),
            new PgEpochFence(session.database()),
            this::target,
            Explanation::of,
            actor(),
            clock);
    boolean begun = false;
    try {
      CutoverRun run = CutoverRun.open(parts, takeOver);
      begun = true;
      return run;
    } finally {
      if (!begun) {
        parts.journal().close();
      }
    }
  }

  /// What each way back would leave, bring back or lose.
  public RollbackForecast forecast(String run) {
    return new CutoverForecast(session, this).of(run);
  }

  /// Who acts on this target now.
  public Optional<RunLock.Holder> holder() {
    return lock().holder();
  }

  private RunLock lock() {
    return CutoverSteps.lock(session);
  }

  /// What other consoles wrote about runs against this target.
  public JournalMirror mirror() {
    return new PgJournalMirror(place());
  }

  private MaintenanceDatabase place() {
    return new MaintenanceDatabase(session.databaseAddress());
  }
}
