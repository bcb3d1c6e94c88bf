package dev.cutover.cutover.step;

import dev.cutover.check.Examined;
import dev.cutover.check.Finding;
import dev.cutover.check.Thresholds;
import dev.cutover.check.Verdict;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.PipelineWork;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.Validation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// S12: the checklist of the cutover plan, each item carried out and with evidence.
///
/// What was there before is read from the manifest of the final backup; without one the checks that
/// need it say that they do not apply.
public final class ValidationStep implements Step {
  private static final String CHECKLIST = "checklist";
  private static final Duration USUALLY = Duration.ofMinutes(2);

  private final List<Validation> groups;
  private final PipelineWork work;

  public ValidationStep(List<Validation> groups, PipelineWork work) {
    this.groups = List.copyOf(groups);
    this.work = work;
  }

  @Override
  public StepName name() {
    return StepName.VALIDATION;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    Duration measured = plan.estimates().get(name().word());
    return new StepCard(
        name(),
        "Validate",
        "Carries out the checklist after the switch: does it work, is it fast enough, is everything"
            + " still there. Each item keeps what it looked at, found and wanted.",
        measured == null ? USUALLY : measured,
        measured != null,
        "Nothing to undo: it only looks.");
  }

  @Override
  public List<Finding> check(StepContext context) {
    return List.of();
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(new Checklist());
  }

  @Override
  public List<Finding> verify(StepContext context) {
    List<Finding> findings = new ArrayList<>();
    context
        .found(name(), CHECKLIST)
        .map(Evidence::facts)
        .orElseGet(Map::of)
        .forEach((item, said) -> findings.add(finding(item, said)));
    return findings.isEmpty()
        ? List.of(Finding.fail(CHECKLIST, "there is no result.", "Carry the step out again."))
        : findings;
  }

  /// From the line of the journal.
  private static Finding finding(String item, String said) {
    String verdict = said.substring(0, said.indexOf(' '));
    String rest = said.substring(said.indexOf("wanted "));
    return switch (Verdict.valueOf(verdict)) {
      case PASS, NOT_APPLICABLE ->
          Finding.pass(item, (verdict.equals("PASS") ? "" : "not applicable; ") + rest);
      case WARN -> Finding.warn(item, rest, "Accept it with a reason, or mend it and retry.");
      case FAIL -> Finding.fail(item, rest, "Mend it and retry, or roll back.");
    };
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    return List.of();
  }

  /// All groups; one that cannot be asked is a failure of its own and hides no other.
  public List<Examined> examine(Validation.Scope scope) throws InterruptedException {
    List<Examined> all = new ArrayList<>();
    for (Validation group : groups) {
      try {
        all.addAll(group.examine(scope));
      } catch (RuntimeException failure) {
        all.add(
            new Examined(
                "?",
                group.area(),
                "checks of " + group.area(),
                Verdict.FAIL,
                group.area(),
                "an answer",
                "it could not be looked at: " + failure.getMessage(),
                "Make it reachable, then validate again."));
      }
    }
    return all;
  }

  private static Validation.Scope scope(StepContext context) {
    Path backup =
        context
            .found(StepName.BACKUP, FinalBackup.EFFECT)
            .map(each -> each.facts().get(Backups.FOLDER))
            .map(Path::of)
            .orElse(null);
    return new Validation.Scope(new Thresholds(validate(context.plan())), since(context), backup);
  }

  /// The moment of the switch; of the plan when there was none.
  private static Instant since(StepContext context) {
    return context
        .found(StepName.SWITCH, SwitchOver.EFFECT)
        .map(each -> each.facts().get(SwitchOver.SINCE))
        .map(Instant::parse)
        .orElseGet(() -> context.plan().made());
  }

  private static Map<String, String> validate(CutoverPlan plan) {
    Map<String, String> options = new HashMap<>(plan.options());
    options.keySet().removeIf(name -> !name.startsWith("validate."));
    return options;
  }

  private final class Checklist implements Effect {
    @Override
    public String name() {
      return CHECKLIST;
    }

    @Override
    public StepFact inspect(StepContext context) {
      return StepFact.notDone("its result is in the journal when it was done");
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      if (work.workers() == 0) {
        context.doing("starting workers");
        work.takeUp();
      }
      context.doing("carrying out the checklist");
      Evidence evidence = Evidence.NONE;
      for (Examined each : examine(scope(context))) {
        evidence = evidence.and(each.id() + " " + each.title(), each.line());
      }
      return evidence;
    }

    @Override
    public Evidence undo(StepContext context) {
      return Evidence.of("kept", "the result, in the journal");
    }

    @Override
    public Reversal reversal() {
      return Reversal.KEPT;
    }
  }
}
