package dev.cutover.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Progress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Carries single steps out as the engine does, without its journal: what is read before an effect
/// and what it told is remembered here.
public final class StepDrill implements StepContext {
  private final CutoverPlan plan;
  private final Map<String, Evidence> before = new HashMap<>();
  private final Map<String, Evidence> found = new HashMap<>();
  private final Map<StepName, Integer> rounds = new EnumMap<>(StepName.class);
  private Progress progress = Progress.SILENT;

  public StepDrill(CutoverPlan plan) {
    this.plan = plan;
  }

  /// From now on the operator wishes to stop, or not.
  public void progress(Progress wish) {
    progress = wish;
  }

  /// The same run taken up by another process: everything that was remembered, another plan.
  public StepDrill with(CutoverPlan other) {
    StepDrill next = new StepDrill(other);
    next.before.putAll(before);
    next.found.putAll(found);
    next.rounds.putAll(rounds);
    return next;
  }

  /// Checks, applies and verifies. Nothing of it may fail.
  public void carryOut(Step step) throws InterruptedException {
    assertFine(step.check(this));
    for (Effect effect : step.effects(this)) {
      apply(step, effect);
    }
    assertFine(step.verify(this));
  }

  /// The same after an undo: what an undo keeps, such as a backup, is there already.
  public void carryOutAgain(Step step) throws InterruptedException {
    assertFine(step.check(this));
    for (Effect effect : step.effects(this)) {
      boolean kept =
          effect.reversal() == Effect.Reversal.KEPT
              && effect.inspect(this).state() == StepFact.State.DONE;
      if (kept) {
        found.put(key(step.name(), effect.name()), effect.recall(this));
      } else {
        apply(step, effect);
      }
    }
    assertFine(step.verify(this));
  }

  /// One effect: what is read before it, and it.
  public Evidence apply(Step step, Effect effect) throws InterruptedException {
    before.put(key(step.name(), effect.name()), effect.before(this));
    Evidence told = effect.apply(this);
    found.put(key(step.name(), effect.name()), told);
    return told;
  }

  /// Undoes all effects in reverse and verifies it.
  public void undo(Step step) throws InterruptedException {
    for (Effect effect : step.effects(this).reversed()) {
      effect.undo(this);
      found.remove(key(step.name(), effect.name()));
    }
    assertFine(step.verifyUndo(this));
    rounds.merge(step.name(), 1, Integer::sum);
  }

  /// What is true of each effect.
  public List<StepFact.State> facts(Step step) throws InterruptedException {
    List<StepFact.State> facts = new ArrayList<>();
    for (Effect effect : step.effects(this)) {
      facts.add(effect.inspect(this).state());
    }
    return facts;
  }

  /// The same of those that an undo puts back.
  private List<StepFact.State> undone(Step step) throws InterruptedException {
    List<StepFact.State> facts = new ArrayList<>();
    for (Effect effect : step.effects(this)) {
      if (effect.reversal() == Effect.Reversal.UNDONE) {
        facts.add(effect.inspect(this).state());
      }
    }
    return facts;
  }

  /// Everything that was told of effects, for a look at what must not be in it.
  public String told() {
    return before + " " + found;
  }

  /// Check, apply, verify, undo, as it was before, apply again, undo again.
  public void drill(Step step) throws InterruptedException {
    assertThat(thereAndBack(step)).containsOnly(StepFact.State.DONE);
    assertThat(thereAndBack(step)).containsOnly(StepFact.State.DONE);
  }

  /// Check, apply, verify, undo, as it was before.
  ///
  /// @return what was true of each effect when it was applied
  public List<StepFact.State> thereAndBack(Step step) throws InterruptedException {
    List<StepFact.State> atFirst = undone(step);
    carryOut(step);
    List<StepFact.State> applied = facts(step);
    undo(step);
    assertThat(undone(step)).isEqualTo(atFirst);
    return applied;
  }

  public static void assertFine(List<Finding> findings) {
    assertThat(findings).noneMatch(each -> each.severity() == Finding.Severity.FAIL);
  }

  private static String key(StepName step, String effect) {
    return step.word() + "/" + effect;
  }

  @Override
  public CutoverPlan plan() {
    return plan;
  }

  @Override
  public String run() {
    return plan.id();
  }

  @Override
  public String actor() {
    return "anna@ws14";
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public void doing(String text) {}

  @Override
  public Optional<Evidence> found(StepName step, String effect) {
    return Optional.ofNullable(found.get(key(step, effect)));
  }

  @Override
  public Optional<Evidence> before(StepName step, String effect) {
    return Optional.ofNullable(before.get(key(step, effect)));
  }

  @Override
  public int undone(StepName step) {
    return rounds.getOrDefault(step, 0);
  }

  @Override
  public void mustHold() {}

  @Override
  public long epoch() {
    return 1;
  }
}
