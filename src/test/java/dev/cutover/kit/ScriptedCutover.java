package dev.cutover.kit;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.DecisionNeeded;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.PlanDraft;
import dev.cutover.cutover.RollbackForecast;
import dev.cutover.cutover.RunControl;
import dev.cutover.cutover.RunRefused;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Problem;
import dev.cutover.ui.CutoverActs;
import dev.cutover.ui.CutoverPicture;
import dev.cutover.ui.CutoverWatch;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A cutover whose pictures a test lays out; it notes what it was told. After a command it goes on
/// to the picture that was laid out for it, if there is one.
public final class ScriptedCutover implements CutoverWatch, CutoverActs, RunControl {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Map<String, CutoverSnapshot> after = new HashMap<>();
  private volatile @Nullable CutoverSnapshot now;
  private volatile boolean here;
  private volatile @Nullable RuntimeException trouble;
  private volatile List<Finding> preflight = CutoverScenes.preflight(true);
  private volatile @Nullable PlanDraft drafted;

  /// Shows a run that this window holds.
  public ScriptedCutover here(CutoverSnapshot run) {
    here = true;
    now = run;
    return this;
  }

  /// Shows a run that this window does not hold.
  public ScriptedCutover there(CutoverSnapshot run) {
    here = false;
    now = run;
    return this;
  }

  public void nothing() {
    now = null;
    here = false;
  }

  /// The next pictures fail, or do not any more.
  public void fails(@Nullable RuntimeException failure) {
    trouble = failure;
  }

  public void preflight(List<Finding> findings) {
    preflight = findings;
  }

  /// What is shown once `command` was given.
  public ScriptedCutover after(String command, CutoverSnapshot run) {
    after.put(command, run);
    return this;
  }

  public List<String> told() {
    return told;
  }

  public @Nullable PlanDraft drafted() {
    return drafted;
  }

  private void note(String command, Object... more) {
    String line = command;
    for (Object each : more) {
      line += " " + each;
    }
    told.add(line);
    CutoverSnapshot next = after.remove(command);
    if (next != null) {
      now = next;
    }
  }

  @Override
  public CutoverPicture look(String run) {
    RuntimeException failure = trouble;
    if (failure != null) {
      throw failure;
    }
    CutoverSnapshot shown = now;
    return shown == null
        ? CutoverPicture.NONE
        : new CutoverPicture(
            List.of(
                new CutoverPicture.KnownRun(
                    shown.run(),
                    shown.plan().plan().made(),
                    shown.plan().plan().actor(),
                    shown.state(),
                    shown.way())),
            Optional.of(shown),
            here);
  }

  @Override
  public PlanDraft draft() {
    return new PlanDraft(CutoverScenes.service(), CutoverScenes.plan().plan().options());
  }

  @Override
  public FrozenPlan plan(PlanDraft draft) {
    drafted = draft;
    return CutoverScenes.plan();
  }

  @Override
  public boolean isAtWork() {
    CutoverSnapshot shown = now;
    return shown != null && shown.state() == CutoverSnapshot.State.RUNNING;
  }

  @Override
  public boolean isAhead() {
    return false;
  }

  @Override
  public List<Finding> preflight(FrozenPlan plan) {
    return preflight;
  }

  @Override
  public void save(FrozenPlan plan, Path file) {
    note("save", file);
  }

  @Override
  public RollbackForecast forecast(String run) {
    return CutoverScenes.forecast();
  }

  @Override
  public Path report(String run, Path folder) {
    note("report", folder);
    return folder.resolve("report.html");
  }

  @Override
  public void begin(FrozenPlan plan) {
    here = true;
    note("begin", plan.plan().id());
  }

  @Override
  public void open(String run, boolean takeOver) {
    if (!here) {
      here = true;
      note(takeOver ? "take-over" : "open", run);
    }
  }

  @Override
  public RunControl control() {
    return this;
  }

  @Override
  public CutoverSnapshot snapshot() {
    return Optional.ofNullable(now).orElseThrow();
  }

  @Override
  public void go(Optional<StepName> until) {
    note("go", until.map(StepName::word).orElse("end"));
  }

  @Override
  public void holdAfterThisStep() {
    note("hold");
  }

  @Override
  public void cancel() {
    note("cancel");
  }

  @Override
  public void accept(DecisionNeeded decision, String check, String reason) {
    note("accept", check + ":", reason);
  }

  @Override
  public void confirm(DecisionNeeded decision, String typed) {
    mustBe(typed);
    note("confirm", typed);
  }

  private static void mustBe(String typed) {
    if (!typed.equals(CutoverScenes.DATABASE)) {
      throw new RunRefused(
          new Problem(
              "cutover.not_confirmed",
              "The database is called pulse_db, and '" + typed + "' was typed.",
              "Look whether this is the server you mean."));
    }
  }

  @Override
  public void treat(DecisionNeeded decision, boolean done, String reason) {
    note("treat", decision.effect(), done, reason);
  }

  @Override
  public void undoTo(StepName stays, String reason) {
    note("undo-to", stays.word(), reason);
  }

  @Override
  public void rollBack(String reason) {
    note("roll-back", reason);
  }

  @Override
  public void restore(String reason, String typed) {
    mustBe(typed);
    note("restore", reason);
  }
}
