package dev.cutover.cutover;

import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.job.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// A cutover that this process carries out. Works on a thread of its own; every command returns at
/// once, what came of it is in [#snapshot]. Killing the process at any point loses nothing: the
/// journal says what was begun, each effect says what is true.
public final class CutoverRun implements RunControl, AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(35);

  private final CutoverParts parts;
  private final RunLock.Held held;
  private final RunEngine engine;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final LinkedBlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();
  private final Thread thread;

  private CutoverRun(CutoverParts parts, RunLock.Held held) {
    this.parts = parts;
    this.held = held;
    this.engine = new RunEngine(parts, held);
    this.thread = Thread.ofPlatform().name("cutover-run").unstarted(this::work);
  }

  /// Takes the lock and begins, or goes on with, the journal. Does nothing else until it is told
  /// to.
  ///
  /// @param takeOver whoever holds the run is put out
  /// @throws RunRefused other servers than the plan's, held by another, another plan
  public static CutoverRun open(CutoverParts parts, boolean takeOver) throws InterruptedException {
    RunLock.Held held = RunOpening.open(parts, takeOver);
    boolean opened = false;
    try {
      CutoverRun run = new CutoverRun(parts, held);
      run.engine.begin();
      run.thread.start();
      opened = true;
      return run;
    } finally {
      if (!opened) {
        held.close();
      }
    }
  }

  /// Begins, goes on, or tries again: in the direction that the run has.
  ///
  /// @param until the step after which it holds; empty: to the end
  @Override
  public void go(Optional<StepName> until) {
    order(
        () -> {
          engine.turnForwardWhenUndone();
          engine.proceed(until.orElse(null));
        });
  }

  /// Stops after the step at hand.
  @Override
  public void holdAfterThisStep() {
    engine.hold();
  }

  /// Stops at the next safe point; what was begun is put back by its effect or finished later.
  @Override
  public void cancel() {
    engine.cancel();
  }

  /// Accepts a warning.
  ///
  /// @param decision as it was asked
  /// @param check of the finding
  @Override
  public void accept(DecisionNeeded decision, String check, String reason) {
    boolean before = decision.kind() == DecisionNeeded.Kind.ACCEPT_BEFORE;
    Evidence said =
        Evidence.of(Words.ACCEPTED, before ? Words.before(check) : Words.after(check))
            .and(Words.REASON, reason);
    answer(() -> engine.note(decision.step(), "", said));
  }

  /// Says that there shall be no way back.
  ///
  /// @param typed the name of the database
  /// @throws RunRefused another name was typed
  @Override
  public void confirm(DecisionNeeded decision, String typed) {
    mustBeTyped(typed);
    Evidence said = Evidence.of(Words.ACCEPTED, Words.NO_RETURN).and(Words.TYPED, typed);
    answer(() -> engine.note(decision.step(), "", said));
  }

  /// Says what is true of an effect that cannot be seen.
  @Override
  public void treat(DecisionNeeded decision, boolean done, String reason) {
    StepFact.State as = done ? StepFact.State.DONE : StepFact.State.NOT_DONE;
    Evidence said = Evidence.of(Words.TREAT, as).and(Words.REASON, reason);
    answer(() -> engine.note(decision.step(), decision.effect(), said));
  }

  /// Undoes everything behind a step, then holds.
  @Override
  public void undoTo(StepName stays, String reason) {
    turn(Words.UNDO_TO, stays.word(), reason);
  }

  /// R1: undoes every step in reverse. Nothing is restored, nothing that was loaded is lost.
  @Override
  public void rollBack(String reason) {
    turn(Words.ROLL_BACK, "", reason);
  }

  /// R2: goes back to the backup, puts it in the live database's place, then undoes the rest.
  ///
  /// @param typed the name of the database
  /// @throws RunRefused another name was typed, or there is no proved backup
  @Override
  public void restore(String reason, String typed) {
    mustBeTyped(typed);
    if (!engine.canRestore()) {
      throw new RunRefused(
          new Problem(
              "cutover.no_backup",
              "This run has no proved backup yet, so there is nothing to restore. Nothing was"
                  + " changed.",
              "Roll back without restoring: everything done so far is undone."));
    }
    turn(Words.RESTORE, "", reason);
  }

  private void mustBeTyped(String typed) {
    String name = parts.plan().plan().target().database();
    if (!typed.equals(name)) {
      throw new RunRefused(
          new Problem(
              "cutover.not_confirmed",
              "The database is called "
                  + name
                  + ", and '"
                  + typed
                  + "' was typed. Nothing was"
                  + " changed.",
              "Look whether this is the server you mean."));
    }
  }

  private void turn(String decision, String to, String reason) {
    order(
        () -> {
          engine.turn(decision, to, reason);
          engine.proceed(null);
        });
  }

  /// An answer alone sets nothing going: the run is told to go after the last one.
  private synchronized void answer(Runnable note) {
    if (!engine.state().isOver() && !closed.get()) {
      orders.add(note);
    }
  }

  private synchronized void order(Runnable order) {
    if (engine.state().isOver() || closed.get()) {
      return;
    }
    if (engine.state() != State.RUNNING) {
      engine.asked();
    }
    orders.add(order);
  }

  private void work() {
    try {
      while (!closed.get()) {
        guarded(orders.take());
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void guarded(Runnable order) {
    try {
      order.run();
    } catch (LostRun lost) {
      engine.stand(
          Standing.failed(
              State.LOST, null, new Problem("run.lost", String.valueOf(lost.getMessage()), "")));
    } catch (RuntimeException e) {
      engine.stand(
          Standing.failed(State.FAILED, engine.current().orElse(null), parts.explain().apply(e)));
    }
  }

  /// As it is now. Cheap; asks no server.
  @Override
  public CutoverSnapshot snapshot() {
    return engine.snapshot();
  }

  /// Comes to a safe point, then gives lock and journal back. What is open goes on when the run is
  /// opened again.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    engine.cancel();
    orders.add(() -> {});
    boolean stuck = false;
    try {
      stuck = !thread.join(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stuck) {
      thread.interrupt();
    }
    try (Journal _ = parts.journal()) {
      held.close();
    }
  }
}
