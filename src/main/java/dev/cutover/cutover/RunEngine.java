package dev.cutover.cutover;

import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.JournalRecord.Phase;
import dev.cutover.cutover.RunCourse.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The work of a run, on whatever thread calls it, one call at a time. [#snapshot], [#cancel] and
/// [#hold] may come from anywhere.
final class RunEngine {
  private final CutoverParts parts;
  private final RunLock.Held held;
  private final Map<StepName, Step> steps;
  private final RunScribe scribe;
  private final LiveProgress live;
  private final StepForward forward;
  private final StepBack back;
  private final RunCourse course;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean hold = new AtomicBoolean();
  private final AtomicLong version = new AtomicLong();
  private volatile Standing standing;
  private volatile Picture picture;

  /// What the journal said when it was looked at last.
  private record Picture(
      RunHistory.Way way,
      List<CutoverSnapshot.StepLine> steps,
      String led,
      Optional<Instant> begun,
      Optional<Instant> frozen) {}

  RunEngine(CutoverParts parts, RunLock.Held held) {
    this.parts = parts;
    this.held = held;
    this.steps = parts.byName();
    this.scribe = new RunScribe(parts.journal(), parts.actor(), held.epoch(), this::drawn);
    this.live = new LiveProgress(cancelled::get);
    EngineContext context =
        new EngineContext(parts.plan(), scribe.history(), parts.actor(), parts.clock(), live, held);
    this.forward = new StepForward(scribe, context, parts.explain());
    this.back = new StepBack(scribe, context, parts.explain());
    this.course = new RunCourse(parts.plan().plan(), steps);
    this.standing = Standing.found(scribe.history());
    this.picture = draw();
  }

  /// The first record, or that the run was opened again.
  void begin() {
    CutoverPlan.Target target = parts.plan().plan().target();
    Evidence who =
        Evidence.of(Words.PLAN, parts.plan().sha256())
            .and("server", target.host() + ":" + target.port() + "/" + target.database())
            .and("system identifier", target.systemIdentifier())
            .and("database oid", target.databaseOid());
    boolean first = parts.journal().records().isEmpty();
    scribe.run(first ? Phase.BEGUN : Phase.NOTE, first ? who : who.and("opened", "again"));
  }

  /// An order is on its way: from any thread.
  synchronized void asked() {
    hold.set(false);
    cancelled.set(false);
    standing = Standing.of(State.RUNNING);
    version.incrementAndGet();
  }

  void hold() {
    hold.set(true);
  }

  void cancel() {
    cancelled.set(true);
  }

  State state() {
    return standing.state();
  }

  void stand(Standing at) {
    standing = at;
    drawn();
  }

  Optional<StepName> current() {
    return Optional.ofNullable(standing.current());
  }

  boolean canRestore() {
    return steps.containsKey(StepName.RESTORE)
        && picture.steps().stream()
            .anyMatch(
                each ->
                    each.name() == StepName.BACKUP
                        && each.state() == CutoverSnapshot.StepState.DONE);
  }

  /// Writes what a person decided about a step.
  void note(StepName step, String effect, Evidence evidence) {
    scribe.write(step, effect, Phase.DECISION, evidence);
    restUnlessAsked();
  }

  /// Whoever answered may have told it to go before the answer was written.
  private synchronized void restUnlessAsked() {
    if (state() != State.RUNNING) {
      stand(Standing.of(State.HELD));
    }
  }

  /// Writes which way the run goes from here.
  void turn(String decision, String to, String reason) {
    scribe.run(
        Phase.DECISION,
        Evidence.of(Words.DECISION, decision).and(Words.TO, to).and(Words.REASON, reason));
  }

  /// After an undo to a step: forward again. Any other way is gone on with.
  void turnForwardWhenUndone() {
    RunHistory history = scribe.history();
    if (history.way() == RunHistory.Way.BACK
        && history.backTo() != null
        && course.next(history) instanceof Next.Nothing) {
      turn(Words.FORWARD, "", "goes on");
    }
  }

  /// Works until the end, a failure, a question, or a wish to stop.
  void proceed(@Nullable StepName until) {
    RunHistory history = scribe.history();
    if (until != null && history.way() == RunHistory.Way.FORWARD && history.isVerified(until)) {
      stand(Standing.of(State.HELD));
      return;
    }
    while (true) {
      StepEnd end;
      StepName name;
      switch (course.next(history)) {
        case Next.Nothing _ -> {
          end();
          return;
        }
        case Next.Forward(Step step) -> {
          name = step.name();
          stand(Standing.at(name));
          end = forward.run(step);
        }
        case Next.Back(Step step) -> {
          name = step.name();
          stand(Standing.at(name));
          end = back.run(step);
        }
      }
      if (!(end instanceof StepEnd.Done)) {
        stand(Standing.after(end));
        return;
      }
      if (name == StepName.RESTORE) {
        // The live database is another one now, with the epoch of its time.
        parts.fence().raise(held.epoch());
      }
      if (name == until || hold.get() || cancelled.get()) {
        stand(Standing.of(State.HELD));
        return;
      }
    }
  }

  private void end() {
    RunHistory history = scribe.history();
    if (history.way() == RunHistory.Way.BACK && history.backTo() != null) {
      stand(Standing.of(State.HELD));
      return;
    }
    String how =
        switch (history.way()) {
          case FORWARD -> "committed";
          case BACK -> "rolled back";
          case RESTORE -> "restored";
        };
    if (history.isOpen()) {
      scribe.run(Phase.ENDED, Evidence.of("how", how));
    }
    stand(Standing.found(history));
  }

  private void drawn() {
    picture = draw();
    version.incrementAndGet();
  }

  private Picture draw() {
    RunHistory history = scribe.history();
    return new Picture(
        history.way(),
        SnapshotMaker.lines(
            parts.plan().plan(), parts.steps(), history, standing.current(), standing.state()),
        history.led(),
        Optional.ofNullable(history.begun()),
        Optional.ofNullable(history.frozenSince()));
  }

  /// As it is now. Cheap; asks no server.
  CutoverSnapshot snapshot() {
    Standing now = standing;
    Picture seen = picture;
    boolean running = now.state() == State.RUNNING;
    StepName current = now.current();
    Duration expected =
        current == null
            ? Duration.ZERO
            : parts.plan().plan().estimates().getOrDefault(current.word(), Duration.ZERO);
    return new CutoverSnapshot(
        running ? version.incrementAndGet() : version.get(),
        parts.plan().plan().id(),
        parts.plan(),
        now.state(),
        seen.way(),
        seen.steps(),
        Optional.ofNullable(current),
        running ? SnapshotMaker.gauge(live.now(), expected) : CutoverSnapshot.Gauge.IDLE,
        now.findings(),
        Optional.ofNullable(now.decision()),
        Optional.ofNullable(now.failure()),
        seen.led(),
        seen.begun(),
        seen.frozen(),
        Optional.empty(),
        parts.clock().instant());
  }
}
