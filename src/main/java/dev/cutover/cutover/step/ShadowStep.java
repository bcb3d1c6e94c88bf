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
import dev.cutover.cutover.shadow.Comparison;
import dev.cutover.cutover.shadow.DifferenceGroup;
import dev.cutover.cutover.shadow.Shadow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// S5b: while the old service goes on, the pipeline loads the same sources into tables of its own,
/// and what it loaded is compared with what the old service has.
public final class ShadowStep implements Step {
  static final String TABLES = "tables";
  static final String LOAD = "load";
  static final String COMPARE = "compare";
  static final String TIDY = "tidy";
  private static final String UNEXPLAINED = "unexplained";
  private static final String LEFT_OUT = "left out ";
  private static final String DIFFERENCE = "difference ";
  private static final int GROUPS = 60;
  private static final int GROUPS_IN_FINDING = 5;
  private static final Duration USUALLY = Duration.ofHours(1);

  private final Shadow shadow;

  public ShadowStep(Shadow shadow) {
    this.shadow = shadow;
  }

  @Override
  public StepName name() {
    return StepName.SHADOW;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    Duration measured = plan.estimates().get(name().word());
    return new StepCard(
        name(),
        "Load a shadow and compare",
        "The pipeline reads all sources into tables of its own, and every row is compared with what"
            + " the old service has. What differs is told with its cause before anybody depends on"
            + " it.",
        measured == null ? USUALLY : measured,
        measured != null,
        "The shadow tables and queues are taken away; the live ones are never written.");
  }

  private static boolean isSkipped(CutoverPlan plan) {
    return plan.option("shadow", "required").startsWith("skip");
  }

  @Override
  public List<Finding> check(StepContext context) {
    String option = context.plan().option("shadow", "required");
    return List.of(
        isSkipped(context.plan())
            ? Finding.warn(
                "shadow",
                "The plan leaves the comparison out (" + option + ").",
                "Whether the pipeline loads what the old service has is then seen after the switch"
                    + " only.")
            : Finding.pass("shadow", "to be loaded from all active integrations"));
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return isSkipped(context.plan())
        ? List.of()
        : List.of(new Tables(), new Load(), new Compare(), new Tidy());
  }

  @Override
  public List<Finding> verify(StepContext context) {
    if (isSkipped(context.plan())) {
      return List.of(Finding.pass("shadow comparison", "not applicable: left out by the plan"));
    }
    Map<String, String> facts =
        context.found(name(), COMPARE).map(Evidence::facts).orElseGet(Map::of);
    if (!facts.containsKey(UNEXPLAINED)) {
      return List.of(
          Finding.fail("shadow comparison", "there is no result.", "Carry the step out again."));
    }
    List<Finding> findings = new ArrayList<>();
    facts.forEach(
        (fact, value) -> {
          if (fact.startsWith(LEFT_OUT)) {
            findings.add(
                Finding.warn(
                    "shadow of an integration",
                    value + " was not compared.",
                    "Make its source reachable and retry, or accept it with a reason."));
          }
        });
    String unexplained = facts.getOrDefault(UNEXPLAINED, "");
    findings.add(
        unexplained.equals("0")
            ? Finding.pass(
                "shadow comparison",
                "no unexplained difference; explained: " + facts.getOrDefault("explained", "0"))
            : Finding.warn(
                "shadow comparison",
                unexplained + " unexplained differences: " + beginning(facts),
                "The tables are kept in "
                    + facts.getOrDefault("schema", "the shadow schema")
                    + ". Find out why, mend and retry, or accept them with a reason."));
    return findings;
  }

  private static String beginning(Map<String, String> facts) {
    List<String> lines = new ArrayList<>();
    facts.forEach(
        (fact, value) -> {
          if (fact.startsWith(DIFFERENCE)
              && value.startsWith("UNEXPLAINED")
              && lines.size() < GROUPS_IN_FINDING) {
            lines.add(value.substring("UNEXPLAINED ".length()));
          }
        });
    return String.join("; ", lines) + ".";
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    StepFact fact = shadow.inspect(context.run());
    return List.of(
        fact.state() == StepFact.State.NOT_DONE
            ? Finding.pass("shadow", fact.detail())
            : Finding.fail("shadow", fact.detail() + ".", "Drop it: `cutover shadow drop`."));
  }

  /// What a comparison found, for the journal.
  static Evidence evidence(Comparison found) {
    Evidence evidence =
        Evidence.of("integrations", found.integrations())
            .and(UNEXPLAINED, found.unexplainedCount())
            .and(
                "explained",
                found.groups().stream()
                    .filter(DifferenceGroup::explained)
                    .mapToLong(DifferenceGroup::count)
                    .sum());
    int number = 0;
    for (String each : found.leftOut()) {
      evidence = evidence.and(LEFT_OUT + ++number, each);
    }
    for (Comparison.TableCount each : found.tables()) {
      evidence =
          evidence.and(
              "table " + each.table(),
              each.live()
                  + " rows live, "
                  + each.shadow()
                  + " in the shadow, "
                  + each.different()
                  + " differ");
    }
    List<DifferenceGroup> groups = found.groups();
    for (int i = 0; i < Math.min(GROUPS, groups.size()); i++) {
      evidence = evidence.and(DIFFERENCE + (i + 1), groups.get(i).line());
    }
    return evidence;
  }

  private final class Tables implements Effect {
    @Override
    public String name() {
      return TABLES;
    }

    @Override
    public StepFact inspect(StepContext context) {
      return shadow.inspect(context.run());
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      context.doing("making the shadow tables");
      return Evidence.of("schema", shadow.create(context.run()));
    }

    @Override
    public Evidence recall(StepContext context) {
      return Evidence.of("schema", shadow.schema(context.run()));
    }

    @Override
    public Evidence undo(StepContext context) throws InterruptedException {
      shadow.drop(context.run());
      return Evidence.of("dropped", "shadow tables and queues");
    }
  }

  private final class Load implements Effect {
    @Override
    public String name() {
      return LOAD;
    }

    @Override
    public StepFact inspect(StepContext context) {
      return shadow.inspectLoad(context.run());
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      context.doing("loading the shadow from the sources");
      Shadow.Loaded loaded = shadow.load(context.run(), context.progress());
      Evidence evidence =
          Evidence.of("integrations", loaded.integrations()).and("records", loaded.records());
      int number = 0;
      for (String each : loaded.leftOut()) {
        evidence = evidence.and(LEFT_OUT + ++number, each);
      }
      return evidence;
    }

    @Override
    public Evidence undo(StepContext context) {
      return Evidence.of("kept", "nothing outside of the shadow tables, which go next");
    }
  }

  private final class Compare implements Effect {
    @Override
    public String name() {
      return COMPARE;
    }

    @Override
    public StepFact inspect(StepContext context) {
      return StepFact.notDone("its result is in the journal when it was done");
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      context.doing("comparing shadow and live row by row");
      Evidence schema =
          context.found(StepName.SHADOW, TABLES).orElse(Evidence.of("schema", "the shadow schema"));
      return evidence(shadow.compare(context.run(), context.progress())).and(schema);
    }

    @Override
    public Evidence undo(StepContext context) {
      return Evidence.of("kept", "the result, in the journal");
    }
  }

  /// Without an open question nobody needs the tables any more, and the backup need not carry them.
  private final class Tidy implements Effect {
    @Override
    public String name() {
      return TIDY;
    }

    private boolean isOpen(StepContext context) {
      return !context
          .found(StepName.SHADOW, COMPARE)
          .map(Evidence::facts)
          .orElseGet(Map::of)
          .getOrDefault(UNEXPLAINED, "")
          .equals("0");
    }

    @Override
    public StepFact inspect(StepContext context) {
      if (isOpen(context)) {
        return StepFact.notDone("there are unexplained differences");
      }
      StepFact there = shadow.inspect(context.run());
      return there.state() == StepFact.State.NOT_DONE
          ? StepFact.done(there.detail())
          : StepFact.notDone(there.detail());
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      if (isOpen(context)) {
        return Evidence.of("kept", "the shadow tables, for whoever looks into the differences");
      }
      shadow.drop(context.run());
      return recall(context);
    }

    @Override
    public Evidence recall(StepContext context) {
      return Evidence.of("dropped", "shadow tables and queues");
    }

    @Override
    public Evidence undo(StepContext context) {
      return Evidence.of("kept", "nothing to put back");
    }
  }
}
