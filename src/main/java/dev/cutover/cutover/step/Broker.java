package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.TopologyControl;
import dev.cutover.cutover.TopologyDifference;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.job.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// S4: exchanges, queues and bindings, proved by a test message through each.
public final class Broker implements Step {
  private static final String EFFECT = "topology";
  private static final String MISSING = "missing";
  private static final String BETWEEN = ", ";

  private final TopologyControl topology;

  public Broker(TopologyControl topology) {
    this.topology = topology;
  }

  @Override
  public StepName name() {
    return StepName.TOPOLOGY;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    return Cards.of(
        plan,
        name(),
        "Declare exchanges and queues",
        "What is missing at the broker is created, what exists is left as it is. A test message"
            + " goes through each queue.",
        Duration.ofSeconds(5),
        "What this run made is deleted, when it is empty and unused.");
  }

  @Override
  public List<Finding> check(StepContext context) throws InterruptedException {
    TopologyReport report = topology.show();
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.pass("broker", report.server()));
    for (TopologyDifference each : report.differences()) {
      if (each.kind() != TopologyDifference.Kind.MISSING) {
        findings.add(Finding.warn(each.object(), each.line(), each.advice()));
      }
    }
    return findings;
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(new Declared());
  }

  private final class Declared implements Effect {
    @Override
    public String name() {
      return EFFECT;
    }

    @Override
    public StepFact inspect(StepContext context) throws InterruptedException {
      List<String> missing = missing();
      if (missing.isEmpty()) {
        return StepFact.done("everything is there");
      }
      return topology.show().found().isEmpty()
          ? StepFact.notDone("nothing is there")
          : StepFact.partial("missing: " + missing);
    }

    private List<String> missing() throws InterruptedException {
      return topology.show().differences().stream()
          .filter(each -> each.kind() == TopologyDifference.Kind.MISSING)
          .map(TopologyDifference::object)
          .toList();
    }

    /// Bindings go with their queue.
    @Override
    public Evidence before(StepContext context) throws InterruptedException {
      return Evidence.of(
          MISSING,
          missing().stream()
              .filter(each -> !each.startsWith("binding "))
              .collect(Collectors.joining(BETWEEN)));
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      context.mustHold();
      TopologyReport report = topology.apply();
      List<String> left = missing();
      if (!left.isEmpty()) {
        throw new StepFailure(
            new Problem(
                "topology.refused",
                "The broker did not take everything: " + String.join("; ", report.lines()) + ".",
                "Give the user the rights that are named, then go on."));
      }
      return Evidence.of("created", report.changes().size()).and("server", report.server());
    }

    @Override
    public Evidence undo(StepContext context) throws InterruptedException {
      context.mustHold();
      List<String> made =
          context
              .before(StepName.TOPOLOGY, EFFECT)
              .map(before -> before.facts().getOrDefault(MISSING, ""))
              .filter(text -> !text.isEmpty())
              .map(text -> List.of(text.split(BETWEEN)))
              .orElse(List.of());
      List<TopologyDifference> left = topology.remove(made);
      Evidence told = Evidence.of("made by this run", String.join(BETWEEN, made));
      for (TopologyDifference each : left) {
        // A rollback does not wait for hints that nobody reads: the queue stays and harms nobody.
        told = told.and("left: " + each.object(), each.line());
      }
      return told;
    }
  }

  @Override
  public List<Finding> verify(StepContext context) throws InterruptedException {
    TopologyReport report = topology.verify();
    List<Finding> findings = new ArrayList<>();
    for (TopologyReport.RoundTrip each : report.roundTrips()) {
      findings.add(
          each.ok()
              ? Finding.pass(each.queue(), each.detail())
              : Finding.fail(each.queue(), each.detail() + ".", "Mend it at the broker, go on."));
    }
    return findings;
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) throws InterruptedException {
    return List.of(
        Finding.pass("broker", topology.show().found().size() + " exchanges and queues are left"));
  }
}
