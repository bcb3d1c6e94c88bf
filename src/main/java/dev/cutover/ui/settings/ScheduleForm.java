package dev.cutover.ui.settings;

import dev.cutover.pipeline.stage.Schedules;
import dev.cutover.pipeline.stage.Schedules.Rhythm;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Question;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// How often the chosen integration is read by itself.
public final class ScheduleForm {
  private final IntegrationsViewModel viewModel;
  private final ScreenContext context;
  private final ObjectProperty<@Nullable IntegrationRow> row = new SimpleObjectProperty<>();
  private final Parent root;
  private long about;

  @FXML private Label scheduleOf;
  @FXML private TextField every;
  @FXML private TextField retry;
  @FXML private HBox scheduleActs;
  @FXML private Button setSchedule;
  @FXML private Button removeSchedule;
  @FXML private Label whyNoSchedule;

  ScheduleForm(IntegrationsViewModel viewModel, ScreenContext context) {
    this.viewModel = viewModel;
    this.context = context;
    this.root = context.views().load("settings/schedule", this);
  }

  @FXML
  private void initialize() {
    StringBinding reason =
        Bindings.createStringBinding(
            this::whyNot,
            viewModel.writableProperty(),
            row,
            every.textProperty(),
            retry.textProperty());
    WhyNot.on(scheduleActs, whyNoSchedule, reason);
    setSchedule.disableProperty().bind(reason.isNotEmpty());
    removeSchedule
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !viewModel.writableProperty().get() || now() == null,
                viewModel.writableProperty(),
                row));
    show(null);
  }

  /// What is typed stays while the same integration is read again.
  void show(@Nullable IntegrationRow chosen) {
    row.set(chosen);
    scheduleOf.setText(
        chosen == null
            ? context.texts().get("schedule.choose")
            : context.texts().get("schedule.of", chosen.name(), rhythm(chosen)));
    if (chosen != null && chosen.id() != about) {
      about = chosen.id();
      Rhythm rhythm = now();
      Integer again = rhythm == null ? null : rhythm.retryMinutes();
      every.setText(rhythm == null ? "" : String.valueOf(rhythm.everyMinutes()));
      retry.setText(again == null ? "" : again.toString());
    }
  }

  private @Nullable Rhythm now() {
    IntegrationRow chosen = row.get();
    Schedules.Line schedule = chosen == null ? null : chosen.schedule();
    return schedule == null ? null : schedule.rhythm();
  }

  private String whyNot() {
    Texts texts = context.texts();
    if (!viewModel.writableProperty().get()) {
      return texts.get("settings.locked");
    }
    if (row.get() == null) {
      return texts.get("schedule.choose.first");
    }
    return typed().isPresent() ? "" : texts.get("schedule.fill-in");
  }

  /// What is typed, if it can be a schedule.
  private Optional<Rhythm> typed() {
    Integer wholes = minutes(every.getText());
    Integer again = minutes(retry.getText());
    if (wholes == null || (again == null && !retry.getText().isBlank())) {
      return Optional.empty();
    }
    return Optional.of(new Rhythm(wholes, again)).filter(rhythm -> rhythm.problem().isEmpty());
  }

  private static @Nullable Integer minutes(String text) {
    String digits = text.strip();
    return digits.matches("[0-9]{1,4}") ? Integer.valueOf(digits) : null;
  }

  /// How often, for the table.
  String rhythm(IntegrationRow of) {
    Schedules.Line schedule = of.schedule();
    return schedule == null
        ? context.texts().get("schedule.none")
        : viewModel.words(schedule.rhythm());
  }

  /// When the next run starts, for the table.
  String next(IntegrationRow of) {
    Schedules.Line schedule = of.schedule();
    if (schedule == null) {
      return "";
    }
    Instant next = schedule.next();
    if (schedule.running()) {
      return context.texts().get("schedule.running");
    }
    if (next == null) {
      return context.texts().get("schedule.off");
    }
    return schedule.due() ? context.texts().get("schedule.due") : context.times().dateTime(next);
  }

  @FXML
  private void set() {
    IntegrationRow chosen = row.get();
    Rhythm wanted = typed().orElse(null);
    if (chosen == null || wanted == null) {
      return;
    }
    Rhythm before = now();
    if (before == null || before.equals(wanted)) {
      viewModel.schedule(chosen, wanted, "");
      return;
    }
    ask(
        chosen,
        wanted,
        context.texts().get("schedule.replace.title", viewModel.words(wanted)),
        context.texts().get("schedule.replace.text", chosen.name(), viewModel.words(before)),
        context.texts().get("schedule.set"));
  }

  @FXML
  private void remove() {
    IntegrationRow chosen = row.get();
    if (chosen != null) {
      ask(
          chosen,
          null,
          context.texts().get("schedule.remove.title"),
          context.texts().get("schedule.remove.text", chosen.name()),
          context.texts().get("schedule.remove"));
    }
  }

  private void ask(
      IntegrationRow chosen, @Nullable Rhythm wanted, String title, String text, String verb) {
    Question.Asked asked =
        new Question.Asked(title, text, verb, false, true, true, chosen.command(wanted));
    context
        .overlays()
        .show(
            close ->
                new Question(
                    context.texts(),
                    asked,
                    reason -> viewModel.schedule(chosen, wanted, reason),
                    close));
  }

  Parent root() {
    return root;
  }
}
