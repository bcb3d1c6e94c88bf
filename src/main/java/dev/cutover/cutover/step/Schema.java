package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.MigrationStatus.Recognition;
import dev.cutover.cutover.SchemaMigrator;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.TrafficSwitch;
import dev.cutover.cutover.TrafficSwitch.Mode;
import dev.cutover.job.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// S3: the pipeline's tables beside the platform's, which stay as they are. The monolith goes on
/// working meanwhile, and the pipeline waits.
public final class Schema implements Step {
  private static final Set<Recognition> PLATFORMS =
      Set.of(Recognition.PLATFORM, Recognition.PLATFORM_SEED, Recognition.OURS);

  private final SchemaMigrator migrator;
  private final TrafficSwitch traffic;

  public Schema(SchemaMigrator migrator, TrafficSwitch traffic) {
    this.migrator = migrator;
    this.traffic = traffic;
  }

  @Override
  public StepName name() {
    return StepName.SCHEMA;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    return Cards.of(
        plan,
        name(),
        "Add the pipeline's tables",
        "Only adds: no row and no column of the platform is changed or removed. The pipeline does"
            + " nothing before the switch.",
        Duration.ofSeconds(10),
        "The new tables stay; they harm nobody. The mode becomes what it was.");
  }

  @Override
  public List<Finding> check(StepContext context) {
    MigrationStatus status = migrator.status();
    List<Finding> findings = new ArrayList<>();
    String what = status.recognition().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    findings.add(
        PLATFORMS.contains(status.recognition())
            ? Finding.pass("schema", status.server() + ", recognised as " + what)
            : Finding.fail(
                "schema",
                status.server() + " is recognised as " + what + ", not as the platform's.",
                "Name the platform's database."));
    for (MigrationProblem each : status.problems()) {
      String check = each.code().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      findings.add(
          each.blocks()
              ? Finding.fail(check, each.message(), "")
              : Finding.warn(check, each.message(), ""));
    }
    return findings;
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(new Tables(), new Waiting());
  }

  private final class Tables implements Effect {
    @Override
    public String name() {
      return "migrations";
    }

    @Override
    public StepFact inspect(StepContext context) {
      MigrationStatus status = migrator.status();
      if (status.pending().isEmpty()) {
        return StepFact.done("version " + status.current());
      }
      String pending = status.pending().size() + " are pending";
      return status.applied().isEmpty() ? StepFact.notDone(pending) : StepFact.partial(pending);
    }

    @Override
    public Evidence before(StepContext context) {
      String current = migrator.status().current();
      return Evidence.of("version", current == null ? "none" : current);
    }

    @Override
    public Evidence apply(StepContext context) {
      context.mustHold();
      context.doing("adding tables and indexes");
      return switch (migrator.migrate()) {
        case MigrationOutcome.Migrated(List<String> applied, List<String> rebuilt) ->
            recall(context)
                .and("applied", String.join(" ", applied))
                .and("rebuilt", String.join(" ", rebuilt));
        case MigrationOutcome.Refused(List<MigrationProblem> problems, List<String> applied) ->
            throw new StepFailure(
                new Problem(
                    "schema.refused",
                    problems.stream()
                        .map(MigrationProblem::message)
                        .collect(Collectors.joining(" ")),
                    applied.isEmpty()
                        ? "Nothing was changed. Mend what is named, then go on."
                        : "In place are " + applied + ". Mend what is named, then go on."));
      };
    }

    @Override
    public Evidence recall(StepContext context) {
      return Evidence.of("version", String.valueOf(migrator.status().current()));
    }

    @Override
    public Evidence undo(StepContext context) {
      return Evidence.NONE;
    }

    @Override
    public Reversal reversal() {
      return Reversal.KEPT;
    }
  }

  /// The pipeline waits: `etl_runtime.mode` says monolith.
  private final class Waiting implements Effect {
    @Override
    public String name() {
      return "pipeline waits";
    }

    @Override
    public StepFact inspect(StepContext context) {
      Mode mode = traffic.mode();
      return mode == Mode.MONOLITH
          ? StepFact.done("mode " + mode.word())
          : StepFact.notDone("mode " + mode.word());
    }

    @Override
    public Evidence before(StepContext context) {
      return Evidence.of("mode", traffic.mode().name());
    }

    @Override
    public Evidence apply(StepContext context) {
      traffic.set(Mode.MONOLITH, context.run(), context.actor(), context.epoch());
      return Evidence.of("mode", Mode.MONOLITH.word());
    }

    @Override
    public Evidence undo(StepContext context) {
      Mode was =
          Mode.valueOf(
              context
                  .before(StepName.SCHEMA, name())
                  .map(before -> before.facts().getOrDefault("mode", Mode.MONOLITH.name()))
                  .orElse(Mode.MONOLITH.name()));
      traffic.set(was, context.run(), context.actor(), context.epoch());
      return Evidence.of("mode", was.word());
    }
  }

  @Override
  public List<Finding> verify(StepContext context) {
    MigrationStatus status = migrator.status();
    return List.of(
        status.pending().isEmpty() && status.blockers().isEmpty()
            ? Finding.pass("schema", "version " + status.current() + ", nothing is pending")
            : Finding.fail(
                "schema",
                status.pending().size() + " migrations are pending. " + status.blockers(),
                "Mend what is named, then go on."),
        traffic.mode() == Mode.MONOLITH
            ? Finding.pass("mode", "the monolith works, the pipeline waits")
            : Finding.fail("mode", "the pipeline works already.", "Go on: it is set again."));
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    return List.of(Finding.pass("mode", traffic.mode().word()));
  }
}
