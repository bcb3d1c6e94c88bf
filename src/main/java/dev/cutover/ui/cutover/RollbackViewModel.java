package dev.cutover.ui.cutover;

import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.RollbackForecast;
import dev.cutover.cutover.StepName;
import dev.cutover.ui.CutoverWatch;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Going back: which way, what each would cost, counted before it can be confirmed.
public final class RollbackViewModel {

  /// INSTANT is R1, RESTORE is R2; PART undoes down to a step and holds there.
  public enum Way {
    INSTANT,
    PART,
    RESTORE
  }

  private final CutoverSnapshot run;
  private final RunActsViewModel acts;
  private final Texts texts;
  private final ObjectProperty<Way> way = new SimpleObjectProperty<>(Way.INSTANT);
  private final ObjectProperty<@Nullable StepName> stays = new SimpleObjectProperty<>();
  private final StringProperty reason = new SimpleStringProperty("");
  private final StringProperty typed = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<@Nullable RollbackForecast> forecast =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");

  RollbackViewModel(
      CutoverWatch watch, RunActsViewModel acts, CutoverSnapshot run, ScreenContext context) {
    this.run = run;
    this.acts = acts;
    this.texts = context.texts();
    List<StepName> done = mayStay();
    if (!done.isEmpty()) {
      stays.set(done.getLast());
    }
    new Latest(context.background())
        .ask(
            () -> watch.forecast(run.run()),
            forecast::set,
            failure -> trouble.set(context.explain().apply(failure).toString()));
  }

  public ObjectProperty<Way> wayProperty() {
    return way;
  }

  /// The step that stays, for [Way#PART].
  public ObjectProperty<@Nullable StepName> staysProperty() {
    return stays;
  }

  public StringProperty reasonProperty() {
    return reason;
  }

  public StringProperty typedProperty() {
    return typed;
  }

  /// Null while it is being counted.
  public ReadOnlyObjectProperty<@Nullable RollbackForecast> forecastProperty() {
    return forecast.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /// Steps that something behind them can be undone down to.
  List<StepName> mayStay() {
    List<StepName> open =
        run.steps().stream()
            .filter(line -> line.begun().isPresent())
            .map(CutoverSnapshot.StepLine::name)
            .toList();
    return open.size() < 2 ? List.of() : open.subList(0, open.size() - 1);
  }

  String database() {
    return run.plan().plan().target().database();
  }

  String command() {
    StepName step = stays.get();
    return switch (way.get()) {
      case INSTANT -> RunCommandLine.rollBack(run, false);
      case RESTORE -> RunCommandLine.rollBack(run, true);
      case PART -> step == null ? "" : RunCommandLine.undoTo(run, step);
    };
  }

  /// Why it cannot be confirmed yet, in words; empty when it can.
  public ObservableValue<String> whyNot() {
    return Bindings.createStringBinding(this::obstacle, way, stays, reason, typed, forecast);
  }

  private String obstacle() {
    RollbackForecast counted = forecast.get();
    if (counted == null) {
      return texts.get("cutover.rollback.counting");
    }
    if (way.get() == Way.PART && stays.get() == null) {
      return texts.get("cutover.rollback.no-step");
    }
    if (way.get() == Way.RESTORE && !counted.restorable().isEmpty()) {
      return counted.restorable();
    }
    if (reason.get() == null || reason.get().isBlank()) {
      return texts.get("cutover.rollback.no-reason");
    }
    if (way.get() == Way.RESTORE && !database().equals(typed.get())) {
      return texts.get("cutover.rollback.not-typed", database());
    }
    return "";
  }

  /// @return whether it was sent
  boolean confirm() {
    if (!obstacle().isEmpty()) {
      return false;
    }
    StepName step = stays.get();
    switch (way.get()) {
      case INSTANT -> acts.rollBack(reason.get());
      case RESTORE -> acts.restore(reason.get(), typed.get());
      case PART -> {
        if (step != null) {
          acts.undoTo(step, reason.get());
        }
      }
    }
    return true;
  }
}
