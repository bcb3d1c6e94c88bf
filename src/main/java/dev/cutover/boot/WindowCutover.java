package dev.cutover.boot;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.DryRun;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.PlanDraft;
import dev.cutover.cutover.RollbackForecast;
import dev.cutover.cutover.RunControl;
import dev.cutover.cutover.RunHistory;
import dev.cutover.cutover.RunShelf;
import dev.cutover.cutover.WatchedRun;
import dev.cutover.ui.CutoverActs;
import dev.cutover.ui.CutoverPicture;
import dev.cutover.ui.CutoverPicture.KnownRun;
import dev.cutover.ui.CutoverWatch;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The window's cutover, over the same desk as the command line's. A run that this window holds is
/// given back when the window closes.
final class WindowCutover implements CutoverWatch, CutoverActs, AutoCloseable {
  private final Session session;
  private final CutoverDesk desk;
  private final CutoverForecast forecast;
  private final PlanDrafts drafts;
  private final InstantSource clock = InstantSource.system();
  private @Nullable CutoverRun held;

  WindowCutover(Session session) {
    this.session = session;
    this.desk = new CutoverDesk(session);
    this.forecast = new CutoverForecast(session, desk);
    this.drafts = new PlanDrafts(session, desk.shelf(), desk::isHere);
  }

  @Override
  public CutoverPicture look(String run) {
    CutoverRun mine = held();
    List<KnownRun> known = known();
    String wanted = run.isEmpty() ? usual(mine, known) : run;
    if (wanted.isEmpty()) {
      return new CutoverPicture(known, Optional.empty(), false);
    }
    if (mine != null && mine.snapshot().run().equals(wanted)) {
      return new CutoverPicture(known, Optional.of(mine.snapshot()), true);
    }
    FrozenPlan plan = desk.shelf().plan(wanted);
    CutoverSnapshot watched =
        WatchedRun.of(
            plan, desk.steps(plan), desk.shelf().records(wanted), desk.holder(), clock.instant());
    return new CutoverPicture(known, Optional.of(watched), false);
  }

  /// The one that is held, else one that is open, else the newest.
  private static String usual(@Nullable CutoverRun mine, List<KnownRun> known) {
    if (mine != null) {
      return mine.snapshot().run();
    }
    return known.stream()
        .filter(each -> each.state() == CutoverSnapshot.State.OPEN)
        .findFirst()
        .or(() -> known.stream().findFirst())
        .map(KnownRun::id)
        .orElse("");
  }

  private List<KnownRun> known() {
    List<KnownRun> known = new ArrayList<>();
    RunShelf shelf = desk.shelf();
    for (String run : shelf.runs()) {
      FrozenPlan plan = shelf.plan(run);
      if (desk.isHere(plan.plan().target())) {
        List<JournalRecord> records = shelf.records(run);
        RunHistory history = RunHistory.of(records);
        CutoverSnapshot.State state =
            switch (history.ended()) {
              case "" -> CutoverSnapshot.State.OPEN;
              case "committed" -> CutoverSnapshot.State.COMMITTED;
              default -> CutoverSnapshot.State.UNDONE;
            };
        known.add(new KnownRun(run, plan.plan().made(), plan.plan().actor(), state, history.way()));
      }
    }
    return known;
  }

  @Override
  public boolean isAtWork() {
    CutoverRun mine = held();
    return mine != null && mine.snapshot().state() == CutoverSnapshot.State.RUNNING;
  }

  @Override
  public boolean isAhead() {
    return Ready.isCutoverAhead(session);
  }

  @Override
  public PlanDraft draft() {
    return drafts.usual();
  }

  @Override
  public FrozenPlan plan(PlanDraft draft) throws InterruptedException {
    return desk.plan(draft.service(), draft.options());
  }

  @Override
  public List<Finding> preflight(FrozenPlan plan) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    for (DryRun.Line line : desk.dryRun(plan).look()) {
      findings.addAll(line.findings());
    }
    return findings;
  }

  @Override
  public void save(FrozenPlan plan, Path file) {
    desk.files().save(plan, file);
  }

  @Override
  public RollbackForecast forecast(String run) {
    return forecast.of(run);
  }

  @Override
  public Path report(String run, Path folder) {
    return desk.reports().write(run, folder).page();
  }

  @Override
  public void begin(FrozenPlan plan) throws InterruptedException {
    hold(desk.begin(plan));
  }

  @Override
  public void open(String run, boolean takeOver) throws InterruptedException {
    CutoverRun mine = held();
    if (mine == null
        || !mine.snapshot().run().equals(run)
        || mine.snapshot().state() == CutoverSnapshot.State.LOST) {
      giveBack();
      hold(desk.resume(run, takeOver));
    }
  }

  @Override
  public RunControl control() {
    CutoverRun mine = held();
    if (mine == null) {
      throw new IllegalStateException("this window holds no run");
    }
    return mine;
  }

  private synchronized @Nullable CutoverRun held() {
    return held;
  }

  private void hold(CutoverRun run) {
    giveBack();
    synchronized (this) {
      held = run;
    }
  }

  private void giveBack() {
    CutoverRun mine;
    synchronized (this) {
      mine = held;
      held = null;
    }
    if (mine != null) {
      mine.close();
    }
  }

  @Override
  public void close() {
    giveBack();
  }
}
