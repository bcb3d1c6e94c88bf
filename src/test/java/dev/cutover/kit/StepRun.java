package dev.cutover.kit;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Carries a single step out as the engine does, and remembers its evidence in memory.
public final class StepRun implements StepContext {
  private final CutoverPlan plan;
  private final Map<String, Evidence> done = new HashMap<>();
  private final Map<String, Evidence> before = new HashMap<>();

  public StepRun(CutoverPlan plan) {
    this.plan = plan;
  }

  /// A plan for a service that nobody has, with these options.
  public static CutoverPlan plan(String run, Map<String, String> options) {
    return plan(run, options, List.of());
  }

  public static CutoverPlan plan(
      String run, Map<String, String> options, List<CutoverPlan.Table> tables) {
    return new CutoverPlan(
        run,
        Instant.EPOCH,
        "anna",
        new CutoverPlan.Target("localhost", 1, "pulse", "1", 1, "15", "amqp://b", "rabbit"),
        List.of(),
        tables,
        service(Path.of("/a"), Path.of("/b"), Path.of("/a/.env"), "monolith"),
        List.of(),
        Map.of(),
        options);
  }

  /// A service without commands.
  public static OldServicePlan service(Path folder, Path replacement, Path envFile, String role) {
    List<String> none = List.of();
    return new OldServicePlan(
        "etl-service", folder, replacement, envFile, none, none, none, none, none, none, role);
  }

  /// Gives evidence of another step.
  public StepRun with(StepName step, String effect, Evidence evidence) {
    done.put(step + " " + effect, evidence);
    return this;
  }

  public void apply(Step step) throws InterruptedException {
    for (Effect effect : step.effects(this)) {
      String name = step.name() + " " + effect.name();
      if (!effect.inspect(this).isDone()) {
        before.put(name, effect.before(this));
        done.put(name, effect.apply(this));
      } else {
        done.putIfAbsent(name, Evidence.NONE);
      }
    }
  }

  public void undo(Step step) throws InterruptedException {
    for (Effect effect : step.effects(this).reversed()) {
      effect.undo(this);
      done.remove(step.name() + " " + effect.name());
    }
  }

  /// What is true of its effects now.
  public List<StepFact> inspect(Step step) throws InterruptedException {
    List<StepFact> facts = new ArrayList<>();
    for (Effect effect : step.effects(this)) {
      facts.add(effect.inspect(this));
    }
    return facts;
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
    return "anna";
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public Progress progress() {
    return Progress.SILENT;
  }

  @Override
  public void doing(String text) {}

  @Override
  public Optional<Evidence> found(StepName step, String effect) {
    return Optional.ofNullable(done.get(step + " " + effect));
  }

  @Override
  public Optional<Evidence> before(StepName step, String effect) {
    return Optional.ofNullable(before.get(step + " " + effect));
  }

  @Override
  public void mustHold() {}

  @Override
  public long epoch() {
    return 1;
  }
}
