package dev.cutover.ui.cutover;

import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.DecisionNeeded;
import dev.cutover.cutover.RunControl;
import dev.cutover.cutover.StepName;
import dev.cutover.ui.Access;
import dev.cutover.ui.CutoverActs;
import dev.cutover.ui.CutoverPicture;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// What may be done with the run that is shown, and why not. A run that nobody holds is taken with
/// the first command. Commands return at once: what came of them is in the next picture.
public final class RunActsViewModel {
  private final ReadOnlyObjectProperty<CutoverPicture> picture;
  private final Access access;
  private final ScreenContext context;
  private final Texts texts;
  private final Runnable refresh;
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private boolean holdAsked;

  /// @param refresh reads the picture anew
  RunActsViewModel(
      ReadOnlyObjectProperty<CutoverPicture> picture,
      Access access,
      ScreenContext context,
      Runnable refresh) {
    this.picture = picture;
    this.access = access;
    this.context = context;
    this.texts = context.texts();
    this.refresh = refresh;
  }

  /// Why the last command was refused; empty when it was not.
  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  public String getTrouble() {
    return trouble.get();
  }

  /// Why nothing may be said to the run at all, in words.
  public ObservableValue<String> blocked() {
    return reason(run -> "");
  }

  public ObservableValue<String> whyNotContinue() {
    return reason(
        run ->
            switch (run.state()) {
              case RUNNING -> "cutover.not.runs";
              case ASKING -> "cutover.not.asks";
              case OPEN, HELD, REFUSED, FAILED -> "";
              case LOST, UNDONE, COMMITTED -> "cutover.not.over";
            });
  }

  public ObservableValue<String> whyNotHold() {
    return reason(
        run ->
            run.state() != State.RUNNING
                ? "cutover.not.idle"
                : holdAsked ? "cutover.not.held-already" : "");
  }

  public ObservableValue<String> whyNotCancel() {
    return reason(run -> run.state() == State.RUNNING ? "" : "cutover.not.idle");
  }

  public ObservableValue<String> whyNotRollBack() {
    return reason(
        run ->
            switch (run.state()) {
              case RUNNING -> "cutover.not.hold-first";
              case OPEN, HELD, ASKING, REFUSED, FAILED -> "";
              case COMMITTED -> "cutover.not.no-return";
              case LOST, UNDONE -> "cutover.not.over";
            });
  }

  public ObservableValue<String> whyNotTakeOver() {
    return Bindings.createStringBinding(() -> locked(), picture, access.writableProperty());
  }

  private String locked() {
    String key = access.blockedBy().getValue();
    return key.isEmpty() ? "" : texts.get(key);
  }

  private ObservableValue<String> reason(Function<CutoverSnapshot, String> own) {
    return Bindings.createStringBinding(
        () -> {
          Optional<CutoverSnapshot> run = picture.get().shown();
          if (run.isEmpty()) {
            return texts.get("cutover.not.no-run");
          }
          String key = own.apply(run.get());
          if (!key.isEmpty() && run.get().state().isOver()) {
            return texts.get(key);
          }
          String locked = locked();
          if (!locked.isEmpty()) {
            return locked;
          }
          if (run.get().heldBy().isPresent()) {
            return texts.get("cutover.not.watch-only");
          }
          return key.isEmpty() ? "" : texts.get(key);
        },
        picture,
        access.writableProperty());
  }

  /// Begins, goes on, or tries again.
  public void goOn(Optional<StepName> until) {
    tell(run -> run.go(until));
  }

  public void hold() {
    holdAsked = true;
    tell(RunControl::holdAfterThisStep);
  }

  public void cancel() {
    tell(RunControl::cancel);
  }

  /// Each warning with its reason, then on.
  public void accept(DecisionNeeded decision, Map<String, String> reasons) {
    tell(
        run -> {
          reasons.forEach((check, reason) -> run.accept(decision, check, reason));
          run.go(Optional.empty());
        });
  }

  /// The typed name of the database, then on.
  public void confirm(DecisionNeeded decision, String typed) {
    tell(
        run -> {
          run.confirm(decision, typed);
          run.go(Optional.empty());
        });
  }

  /// What is true of an effect that cannot be seen, then on.
  public void treat(DecisionNeeded decision, boolean done, String reason) {
    tell(
        run -> {
          run.treat(decision, done, reason);
          run.go(Optional.empty());
        });
  }

  void rollBack(String reason) {
    tell(run -> run.rollBack(reason));
  }

  void restore(String reason, String typed) {
    tell(run -> run.restore(reason, typed));
  }

  void undoTo(StepName stays, String reason) {
    tell(run -> run.undoTo(stays, reason));
  }

  /// Puts out whoever holds the run.
  public void takeOver() {
    send(acts -> acts.open(shown().run(), true));
  }

  private void tell(Consumer<RunControl> command) {
    String run = shown().run();
    send(
        acts -> {
          acts.open(run, false);
          command.accept(acts.control());
        });
  }

  private CutoverSnapshot shown() {
    return picture.get().shown().orElseThrow();
  }

  private interface Sent {
    void to(CutoverActs acts) throws InterruptedException;
  }

  private void send(Sent command) {
    trouble.set("");
    context
        .background()
        .run(
            () -> {
              command.to(access.acts().cutover());
              return command;
            },
            _ -> refresh.run(),
            failure -> {
              trouble.set(context.explain().apply(failure).toString());
              refresh.run();
            });
  }

  /// A new picture has come: a hold that was asked for is over when the run stands still.
  void look(CutoverPicture now) {
    holdAsked &= now.shown().filter(run -> run.state() == State.RUNNING).isPresent();
  }
}
