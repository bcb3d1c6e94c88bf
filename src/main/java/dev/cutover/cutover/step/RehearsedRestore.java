package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Estimates;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.BackupKit;
import dev.cutover.cutover.backup.BackupRehearsal;
import java.time.Duration;
import java.util.List;

/// S5: the backup, its restore and the migrations once on a copy, while the old service works on.
/// What it takes is what the plan says afterwards.
public final class RehearsedRestore implements Step {
  public static final String EFFECT = Estimates.REHEARSED;

  private final BackupKit kit;

  public RehearsedRestore(BackupKit kit) {
    this.kit = kit;
  }

  @Override
  public StepName name() {
    return StepName.REHEARSAL;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    Duration measured = plan.estimates().get(name().word());
    return new StepCard(
        name(),
        "Rehearse on a copy",
        "Dumps the database, restores it into a scratch database, runs the migrations there and"
            + " compares every table. The times measured become the plan's estimates.",
        measured == null ? Duration.ofMinutes(15) : measured,
        measured != null,
        "the copy is dropped; nothing else was changed");
  }

  @Override
  public List<Finding> check(StepContext context) {
    return FinalBackup.BackupReadiness.of(kit, context);
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(new Rehearsed());
  }

  @Override
  public List<Finding> verify(StepContext context) {
    return context
        .found(name(), EFFECT)
        .map(
            found ->
                List.of(
                    Finding.pass("rehearsal", String.valueOf(found.facts().get("result"))),
                    left(context)))
        .orElseGet(() -> List.of(Finding.fail("rehearsal", "It was not carried out.", "Run it.")));
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    return List.of(left(context));
  }

  private Finding left(StepContext context) {
    String name = BackupRehearsal.scratchOf(context.run());
    return kit.scratch(context.plan().option("scratch", "")).exists(name)
        ? Finding.fail("scratch", name + " is still there.", "Undo the step to drop it.")
        : Finding.pass("scratch", "no copy is left");
  }

  private final class Rehearsed implements Effect {
    @Override
    public String name() {
      return EFFECT;
    }

    @Override
    public StepFact inspect(StepContext context) {
      if (kit.scratch(context.plan().option("scratch", ""))
          .exists(BackupRehearsal.scratchOf(context.run()))) {
        return StepFact.partial("the copy is still there: the rehearsal was not finished");
      }
      return context.found(StepName.REHEARSAL, EFFECT).isPresent()
          ? StepFact.done("carried out, the copy is dropped")
          : StepFact.notDone("no copy is there");
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      context.mustHold();
      BackupRehearsal.Result result =
          rehearsal(context)
              .run(
                  Backups.order(kit, context, StepName.REHEARSAL.number()), Backups.watch(context));
      if (!result.problem().what().isEmpty()) {
        throw new StepFailure(result.problem());
      }
      Evidence evidence =
          Evidence.of("result", "restored, migrated and compared: every digest equal")
              .and("rows", result.rows());
      for (var each : result.milliseconds().entrySet()) {
        evidence = Estimates.told(evidence, each.getKey(), each.getValue());
      }
      return evidence;
    }

    @Override
    public Evidence undo(StepContext context) {
      rehearsal(context).sweep(Backups.order(kit, context, StepName.REHEARSAL.number()));
      return Evidence.of("copy", "dropped");
    }

    private BackupRehearsal rehearsal(StepContext context) {
      return new BackupRehearsal(kit, context.plan().option("scratch", ""));
    }
  }
}
