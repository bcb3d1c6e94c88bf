package dev.cutover.boot;

import dev.cutover.cutover.CutoverParts;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.MirroredJournal;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.Step;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.MaintenanceDatabase;
import dev.cutover.database.PgEpochFence;
import dev.cutover.database.PgJournalMirror;
import dev.cutover.database.PgRunLock;
import dev.cutover.database.PgTargetFacts;
import dev.cutover.journal.JsonPlanFiles;
import dev.cutover.journal.RunFolders;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// A run of the real engine over a scratch database, with steps of the caller's. Journal, its copy,
/// lock and epoch are those of a cutover; closing it leaves none of them at the server.
public final class TrialRun implements AutoCloseable {
  private static final InstantSource CLOCK = InstantSource.system();

  private final MaintenanceDatabase place;
  private final CutoverRun run;

  private TrialRun(MaintenanceDatabase place, CutoverRun run) {
    this.place = place;
    this.run = run;
  }

  /// @param folder for plan and journal
  public static TrialRun open(Scratch scratch, Path folder, List<Step> steps)
      throws InterruptedException {
    Session session = scratch.session();
    MaintenanceDatabase place = new MaintenanceDatabase(session.databaseAddress());
    FrozenPlan plan = new JsonPlanFiles().freeze(plan(scratch, place, steps));
    CutoverRun run =
        CutoverRun.open(
            new CutoverParts(
                plan,
                steps,
                new MirroredJournal(
                    new RunFolders(folder, CLOCK).create(plan).journal(),
                    new PgJournalMirror(place)),
                new PgRunLock(place, HostName.get(), ProcessHandle.current().pid()),
                new PgEpochFence(session.database()),
                plan.plan()::target,
                Explanation::of,
                "trial",
                CLOCK),
            false);
    return new TrialRun(place, run);
  }

  private static CutoverPlan plan(Scratch scratch, MaintenanceDatabase place, List<Step> steps) {
    DatabaseAddress address = scratch.session().databaseAddress();
    PgTargetFacts facts = PgTargetFacts.read(place);
    return new CutoverPlan(
        "trial-" + scratch.mark(),
        CLOCK.instant(),
        "trial",
        new CutoverPlan.Target(
            address.host(),
            address.port(),
            address.database(),
            facts.systemIdentifier(),
            facts.databaseOid(),
            facts.serverVersion(),
            "none",
            "none"),
        List.of(),
        List.of(),
        new OldServicePlan(
            "none",
            Path.of("none"),
            Path.of("none"),
            Path.of("none"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "none"),
        steps.stream().map(Step::name).toList(),
        Map.of(),
        Map.of());
  }

  public CutoverRun run() {
    return run;
  }

  @Override
  public void close() {
    try {
      run.close();
    } finally {
      place.forget();
    }
  }
}
