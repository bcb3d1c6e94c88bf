package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.OldJobs;
import dev.cutover.cutover.OpenWork;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// S9: what the old service had still to do becomes job rows, each once, and where it had come to
/// becomes the watermarks. As many come out as went in.
public final class Move implements Step {
  private static final Duration EXPECTED = Duration.ofSeconds(5);

  private final OpenWork work;

  public Move(OpenWork work) {
    this.work = work;
  }

  @Override
  public StepName name() {
    return StepName.MOVE;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    Duration known = plan.estimates().get(StepName.MOVE.word());
    return new StepCard(
        StepName.MOVE,
        "Move open work",
        "Jobs that were due in the old service become jobs of the pipeline; from when on it has to"
            + " read is taken from the old service's last success.",
        known == null ? EXPECTED : known,
        known != null,
        "Job rows that were not begun and watermarks are taken away again.");
  }

  @Override
  public List<Finding> check(StepContext context) {
    Optional<Evidence> paused = context.before(StepName.DRAIN, PausedSchedule.NAME);
    if (paused.isEmpty()) {
      return List.of(
          context.looksAhead()
              ? Finding.pass(
                  "open work",
                  "Not yet: S6 takes down which jobs are due when it drains the old service.")
              : Finding.warn(
                  "open work",
                  "The old service was not drained by this run, so no job is known to be open.",
                  "Nothing is moved; the pipeline's first runs read what is due."));
    }
    List<Long> open = PausedSchedule.open(context);
    List<String> homeless = work.homeless(open);
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.pass(
            "open work", open.size() + " jobs were due, they ask for " + work.units(open) + "."));
    if (!homeless.isEmpty()) {
      findings.add(
          Finding.warn(
              "jobs without a source",
              "Their integration is missing or switched off: " + homeless + ".",
              "Nothing can be read for them. Add or switch on the integration afterwards."));
    }
    return findings;
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(new HandedMarks(work), new MovedWork(work));
  }

  @Override
  public List<Finding> verify(StepContext context) {
    List<OpenWork.Unit> in = work.units(PausedSchedule.open(context));
    List<OpenWork.Unit> out = work.moved(context.run());
    return List.of(
        new HashSet<>(in).equals(new HashSet<>(out)) && in.size() == out.size()
            ? Finding.pass("count", in.size() + " in, " + out.size() + " out.")
            : Finding.fail(
                "count",
                in.size() + " in, " + out.size() + " out: " + in + " became " + out + ".",
                "Go on with `cutover resume`: moving again adds what is missing only."));
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    List<OpenWork.Unit> left = work.moved(context.run());
    return List.of(
        left.isEmpty()
            ? Finding.pass("job rows", "None of this run is left.")
            : Finding.warn(
                "job rows",
                "Had been begun and stay, held while the old service works: " + left + ".",
                "What they read already is kept. Cancel them with `cutover jobs cancel` if they"
                    + " shall never go on."));
  }

  /// The jobs that an old service leaves open: those due and those under way.
  static boolean isOpen(String status) {
    return status.equals(OldJobs.RUNNING) || status.equals("PENDING");
  }
}
