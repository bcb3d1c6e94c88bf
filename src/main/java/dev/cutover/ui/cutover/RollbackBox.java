package dev.cutover.ui.cutover;

import dev.cutover.cutover.RollbackForecast;
import dev.cutover.cutover.StepName;
import dev.cutover.ui.cutover.RollbackViewModel.Way;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.BlockedBy;
import dev.cutover.ui.widget.CopyLine;
import dev.cutover.ui.widget.FindingsPane;
import dev.cutover.ui.widget.Overlay;
import dev.cutover.ui.widget.StatePill;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Asks which way back, with what each would lose and bring back shown before it can be confirmed.
final class RollbackBox extends Overlay {
  private static final int WIDTH = 780;

  private final RollbackViewModel viewModel;
  private final StepWords words;
  private final Texts texts;
  private final Map<Way, RadioButton> ways = new EnumMap<>(Way.class);
  private final VBox losses = new VBox(6);
  private final Label explained = FindingsPane.wrapped("", "rollback-explained");
  private final TextField reason = new TextField();
  private final TextField typed = new TextField();
  private final ChoiceBox<StepName> stays = new ChoiceBox<>();
  private final VBox command = new VBox();

  RollbackBox(RollbackViewModel viewModel, StepWords words, Texts texts, Runnable close) {
    this.viewModel = viewModel;
    this.words = words;
    this.texts = texts;
    super("rollback", WIDTH, close);
    title(texts.get("cutover.rollback.title"));
    ToggleGroup group = new ToggleGroup();
    VBox choices = new VBox(6);
    for (Way each : Way.values()) {
      RadioButton choice = new RadioButton(texts.get("cutover.rollback." + word(each)));
      choice.setId("way-" + word(each));
      choice.setToggleGroup(group);
      choice.setSelected(each == viewModel.wayProperty().get());
      choice.setOnAction(_ -> viewModel.wayProperty().set(each));
      ways.put(each, choice);
      choices.getChildren().add(choice);
    }
    fillStays();
    explained.setId("rollback-explained");
    losses.setId("rollback-losses");
    ScrollPane scrolled = new ScrollPane(losses);
    scrolled.setFitToWidth(true);
    scrolled.setPrefViewportHeight(190);
    scrolled.setMinHeight(120);
    scrolled.getStyleClass().add("page-scroll");
    Label trouble = FindingsPane.wrapped("", "problem");
    trouble.textProperty().bind(viewModel.troubleProperty());
    trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
    field(reason, "rollback-reason", "cutover.ask.reason");
    reason.textProperty().bindBidirectional(viewModel.reasonProperty());
    field(typed, "rollback-name", "cutover.rollback.name");
    typed.setPromptText(texts.get("cutover.rollback.name", viewModel.database()));
    typed.textProperty().bindBidirectional(viewModel.typedProperty());
    add(choices, stays, explained, scrolled, trouble, reason, typed, command, buttons(close));
    viewModel.wayProperty().addListener((_, _, _) -> show());
    viewModel.staysProperty().addListener((_, _, _) -> show());
    viewModel.forecastProperty().addListener((_, _, _) -> show());
    show();
  }

  private static String word(Way way) {
    return way.name().toLowerCase(Locale.ROOT);
  }

  private void field(TextField field, String id, String key) {
    field.setId(id);
    field.setPromptText(texts.get(key));
    field.setAccessibleText(texts.get(key, viewModel.database()));
    field.managedProperty().bind(field.visibleProperty());
  }

  private void fillStays() {
    stays.setId("rollback-stays");
    stays.setAccessibleText(texts.get("cutover.rollback.part"));
    stays.getItems().setAll(viewModel.mayStay());
    stays.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable StepName step) {
            return step == null ? "" : texts.get("cutover.rollback.stays", words.full(step));
          }

          @Override
          public @Nullable StepName fromString(String text) {
            return null;
          }
        });
    stays.setValue(viewModel.staysProperty().get());
    stays.valueProperty().addListener((_, _, now) -> viewModel.staysProperty().set(now));
    stays.managedProperty().bind(stays.visibleProperty());
  }

  private Node buttons(Runnable close) {
    Button yes = new Button(texts.get("cutover.rollback.do"));
    yes.setId("rollback-do");
    yes.getStyleClass().add("danger");
    yes.setOnAction(
        _ -> {
          if (viewModel.confirm()) {
            close.run();
          }
        });
    Button no = new Button(texts.get("dialog.cancel"));
    no.setId("rollback-no");
    no.setOnAction(_ -> close.run());
    HBox row = new HBox(8, yes, no);
    BlockedBy.bind(yes, viewModel.whyNot());
    return row;
  }

  private void show() {
    Way way = viewModel.wayProperty().get();
    explained.setText(texts.get("cutover.rollback." + word(way) + ".text"));
    stays.setVisible(way == Way.PART);
    typed.setVisible(way == Way.RESTORE);
    command.getChildren().setAll(CopyLine.of(texts, viewModel.command()));
    losses.getChildren().clear();
    RollbackForecast forecast = viewModel.forecastProperty().get();
    if (forecast == null) {
      losses.getChildren().add(new Label(texts.get("cutover.rollback.counting")));
      return;
    }
    if (way == Way.RESTORE && !forecast.restorable().isEmpty()) {
      losses.getChildren().add(FindingsPane.wrapped(forecast.restorable(), "problem"));
    }
    List<RollbackForecast.Line> lines =
        way == Way.RESTORE ? forecast.restore() : forecast.instant();
    lines.forEach(each -> losses.getChildren().add(line(each)));
  }

  private Node line(RollbackForecast.Line line) {
    String fate = line.fate().name().toLowerCase(Locale.ROOT);
    StatePill pill = new StatePill();
    pill.show(fate, texts.get("cutover.fate." + fate));
    pill.setPrefWidth(140);
    Label count = new Label(line.count() < 0 ? "?" : texts.get("number", line.count()));
    count.getStyleClass().addAll("strong", "figures");
    count.setMinWidth(70);
    count.setAlignment(Pos.CENTER_RIGHT);
    VBox words =
        new VBox(
            FindingsPane.wrapped(line.what(), "strong"), FindingsPane.wrapped(line.how(), "muted"));
    return new HBox(10, pill, count, words);
  }

  @Override
  public void requestFocus() {
    RadioButton first = ways.get(Way.INSTANT);
    if (first != null) {
      first.requestFocus();
    }
  }
}
