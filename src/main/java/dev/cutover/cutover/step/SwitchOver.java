package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.TrafficSwitch;
import dev.cutover.cutover.TrafficSwitch.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// S10: from here on the pipeline does the work. What belongs to the old service (its folder, its
/// settings, its start with the host) is changed first, the mode last, in one transaction.
public final class SwitchOver implements Step {
  static final String EFFECT = "mode";

  /// When the pipeline was given the work, by the clock of the database.
  static final String SINCE = "since";

  private final TrafficSwitch traffic;
  private final Optional<Step> service;

  /// @param service what of the switch concerns the old service, as a step of the same name
  public SwitchOver(TrafficSwitch traffic, Optional<Step> service) {
    this.traffic = traffic;
    this.service = service;
  }

  @Override
  public StepName name() {
    return StepName.SWITCH;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    return Cards.of(
        plan,
        name(),
        "Switch",
        "The new service takes the old one's place, and the pipeline may work. From the first row"
            + " it writes on, a restore of the backup would lose rows; rolling back without restore"
            + " loses none.",
        Duration.ofSeconds(5),
        "The mode is switched back and the old service's folder and settings with it.");
  }

  @Override
  public List<Finding> check(StepContext context) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    if (service.isPresent()) {
      findings.addAll(service.get().check(context));
    }
    findings.add(
        traffic.mode() == Mode.MONOLITH
            ? Finding.pass("mode", "the monolith works")
            : Finding.warn(
                "mode", "the pipeline works already.", "Somebody switched by hand; see why."));
    return findings;
  }

  @Override
  public List<Effect> effects(StepContext context) throws InterruptedException {
    List<Effect> effects = new ArrayList<>();
    if (service.isPresent()) {
      effects.addAll(service.get().effects(context));
    }
    effects.add(new Flip());
    return effects;
  }

  private final class Flip implements Effect {
    @Override
    public String name() {
      return EFFECT;
    }

    @Override
    public StepFact inspect(StepContext context) {
      Mode mode = traffic.mode();
      return mode == Mode.PIPELINE
          ? StepFact.done("mode " + mode.word())
          : StepFact.notDone("mode " + mode.word());
    }

    @Override
    public Evidence apply(StepContext context) {
      context.mustHold();
      traffic.set(Mode.PIPELINE, context.run(), context.actor(), context.epoch());
      return recall(context);
    }

    @Override
    public Evidence recall(StepContext context) {
      Evidence evidence = Evidence.of("mode", traffic.mode().word());
      return traffic.since().map(since -> evidence.and(SINCE, since)).orElse(evidence);
    }

    @Override
    public Evidence undo(StepContext context) {
      context.mustHold();
      traffic.set(Mode.MONOLITH, context.run(), context.actor(), context.epoch());
      return Evidence.of("mode", traffic.mode().word());
    }
  }

  @Override
  public List<Finding> verify(StepContext context) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    if (service.isPresent()) {
      findings.addAll(service.get().verify(context));
    }
    findings.add(mode(Mode.PIPELINE));
    return findings;
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    if (service.isPresent()) {
      findings.addAll(service.get().verifyUndo(context));
    }
    findings.add(mode(Mode.MONOLITH));
    return findings;
  }

  private Finding mode(Mode wanted) {
    Mode found = traffic.mode();
    return found == wanted
        ? Finding.pass("mode", "the " + found.word() + " works")
        : Finding.fail(
            "mode", "the mode is " + found.word() + ".", "See who changed etl_runtime, go on.");
  }
}
