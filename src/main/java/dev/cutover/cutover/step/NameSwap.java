package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.DatabaseNames;
import dev.cutover.cutover.backup.DatabaseNames.Standing;
import dev.cutover.cutover.backup.RestoreNames;
import java.util.Optional;

/// The swap of the two names. Each state in which a crash can leave the three names has one next
/// step, forward and back:
///
/// | live | beside | failed | forward | back |
/// |---|---|---|---|---|
/// | the old one, open | restored | - | close the live one | nothing |
/// | the old one, closed | restored | - | live to failed | open |
/// | - | restored | the old one | beside to live | failed to live |
/// | restored | - | the old one | open | close, live to beside |
final class NameSwap {
  private NameSwap() {}

  abstract static class Part implements Effect {
    final DatabaseNames names;
    final RestoreNames all;

    Part(DatabaseNames names, RestoreNames all) {
      this.names = names;
      this.all = all;
    }

    boolean isThere(String database) {
      return names.look(database).isPresent();
    }

    boolean isOpen(String database) {
      return names.look(database).filter(Standing::open).isPresent();
    }

    boolean isSwapped() {
      return isThere(all.failed());
    }

    static Evidence took(long begun, String what) {
      return Evidence.of("did", what).and("micros", (System.nanoTime() - begun) / 1_000);
    }
  }

  /// From here to [Opened] nobody gets in: that is the downtime.
  static final class Closed extends Part {
    private final Runnable sessionsEnded;

    Closed(DatabaseNames names, RestoreNames all, Runnable sessionsEnded) {
      super(names, all);
      this.sessionsEnded = sessionsEnded;
    }

    @Override
    public String name() {
      return "live closed";
    }

    @Override
    public StepFact inspect(StepContext context) {
      if (isSwapped()) {
        return StepFact.done("it has its other name already");
      }
      Optional<Standing> live = names.look(all.live());
      return live.map(
              each ->
                  each.open()
                      ? StepFact.notDone(all.live() + " lets sessions in")
                      : each.sessions() == 0
                          ? StepFact.done(all.live() + " is closed and empty")
                          : StepFact.partial(
                              all.live() + " is closed, " + each.sessions() + " sessions left"))
          .orElseGet(() -> StepFact.unknown("there is no database " + all.live()));
    }

    @Override
    public Evidence apply(StepContext context) {
      context.mustHold();
      long begun = System.nanoTime();
      names.close(all.live());
      sessionsEnded.run();
      return took(begun, "closed " + all.live() + " and ended its sessions");
    }

    @Override
    public Evidence undo(StepContext context) {
      names.open(all.live());
      return Evidence.of("did", "opened " + all.live());
    }
  }

  /// The one that was live gets its other name.
  static final class Aside extends Part {
    private static final String NAME = "live to failed";
    private static final String LABEL = "label";

    private final String run;

    Aside(DatabaseNames names, RestoreNames all, String run) {
      super(names, all);
      this.run = run;
    }

    @Override
    public String name() {
      return NAME;
    }

    /// It says that writes are frozen, and what stood there before.
    @Override
    public Evidence before(StepContext context) {
      return Evidence.of(LABEL, names.look(all.live()).map(Standing::label).orElse(""));
    }

    @Override
    public StepFact inspect(StepContext context) {
      if (isThere(all.failed())) {
        return StepFact.done("it is called " + all.failed());
      }
      return isThere(all.live())
          ? StepFact.notDone("it is called " + all.live())
          : StepFact.unknown("neither " + all.live() + " nor " + all.failed() + " is there");
    }

    @Override
    public Evidence apply(StepContext context) {
      context.mustHold();
      long begun = System.nanoTime();
      names.rename(all.live(), all.failed());
      names.label(all.failed(), "etl-cutover/" + run + ": was live before the restore");
      return took(begun, "renamed " + all.live() + " to " + all.failed());
    }

    @Override
    public Evidence undo(StepContext context) {
      names.close(all.failed());
      names.rename(all.failed(), all.live());
      String label =
          context
              .before(StepName.RESTORE, NAME)
              .map(before -> before.facts().getOrDefault(LABEL, ""))
              .orElse("");
      names.label(all.live(), label);
      return Evidence.of("did", "renamed " + all.failed() + " to " + all.live());
    }
  }

  /// The restored one gets the live name, closed still.
  static final class InPlace extends Part {
    private final String run;

    InPlace(DatabaseNames names, RestoreNames all, String run) {
      super(names, all);
      this.run = run;
    }

    @Override
    public String name() {
      return "restored to live";
    }

    @Override
    public StepFact inspect(StepContext context) {
      if (isThere(all.beside())) {
        return StepFact.notDone("it is called " + all.beside());
      }
      return isSwapped() && isThere(all.live())
          ? StepFact.done("it is called " + all.live())
          : StepFact.unknown("there is no " + all.beside());
    }

    @Override
    public Evidence apply(StepContext context) {
      context.mustHold();
      long begun = System.nanoTime();
      names.label(all.beside(), RestoredCopy.usedLabel(run));
      names.rename(all.beside(), all.live());
      return took(begun, "renamed " + all.beside() + " to " + all.live());
    }

    @Override
    public Evidence undo(StepContext context) {
      names.close(all.live());
      names.rename(all.live(), all.beside());
      return Evidence.of("did", "renamed " + all.live() + " to " + all.beside());
    }
  }

  /// Everybody gets in again.
  static final class Opened extends Part {
    private final Runnable sessionsEnded;

    Opened(DatabaseNames names, RestoreNames all, Runnable sessionsEnded) {
      super(names, all);
      this.sessionsEnded = sessionsEnded;
    }

    @Override
    public String name() {
      return "live opened";
    }

    @Override
    public StepFact inspect(StepContext context) {
      return isSwapped() && isThere(all.live()) && isOpen(all.live()) && isOpen(all.failed())
          ? StepFact.done(all.live() + " lets sessions in")
          : StepFact.notDone(all.live() + " is not open yet");
    }

    /// The other one is opened too, for whoever wants to look at it: nobody knows its name.
    @Override
    public Evidence apply(StepContext context) {
      long begun = System.nanoTime();
      names.open(all.live());
      Evidence evidence = took(begun, "opened " + all.live());
      names.open(all.failed());
      return evidence;
    }

    @Override
    public Evidence undo(StepContext context) {
      names.close(all.live());
      sessionsEnded.run();
      return Evidence.of("did", "closed " + all.live());
    }
  }
}
