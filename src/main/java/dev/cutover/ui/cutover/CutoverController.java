package dev.cutover.ui.cutover;

import dev.cutover.cutover.StepName;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.BlockedBy;
import dev.cutover.ui.widget.CopyLine;
import dev.cutover.ui.widget.FreshnessBand;
import dev.cutover.ui.widget.KeptSelection;
import dev.cutover.ui.widget.Question;
import dev.cutover.ui.widget.StatePill;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Wires the run that is shown: steps, card, details, buttons.
public final class CutoverController {
  /// In sight above the step at hand.
  private static final int ROWS_AHEAD = 3;

  private final CutoverViewModel viewModel;
  private final ScreenContext context;
  private final Texts texts;
  private final Parent root;
  private @Nullable StepName followed;

  @FXML private VBox page;
  @FXML private StackPane content;
  @FXML private VBox empty;
  @FXML private StackPane planPlace;
  @FXML private VBox run;
  @FXML private StatePill state;
  @FXML private ChoiceBox<String> runs;
  @FXML private Node watchBand;
  @FXML private Button takeOver;
  @FXML private Label frozen;
  @FXML private Label trouble;
  @FXML private VBox ask;
  @FXML private VBox now;
  @FXML private ProgressBar progress;
  @FXML private ListView<StepRow> steps;
  @FXML private VBox detail;
  @FXML private Button goOn;
  @FXML private ChoiceBox<Until> until;
  @FXML private Button hold;
  @FXML private Button cancel;
  @FXML private Button rollBack;

  public CutoverController(CutoverViewModel viewModel, ScreenContext context) {
    this.viewModel = viewModel;
    this.context = context;
    this.texts = context.texts();
    this.root = context.views().load("cutover/cutover", this);
  }

  public CutoverViewModel getViewModel() {
    return viewModel;
  }

  @FXML
  private void initialize() {
    page.getChildren().addFirst(new FreshnessBand(content, viewModel.live(), context));
    planPlace
        .getChildren()
        .add(context.views().load("cutover/plan", new PlanController(viewModel, context)));
    viewModel.modeProperty().addListener((_, _, mode) -> show(mode));
    show(viewModel.modeProperty().get());
    fillSteps();
    fillRuns();
    fillUntil();
    present(watchBand, viewModel.heldByProperty());
    present(frozen, viewModel.frozenProperty());
    present(trouble, viewModel.getActs().troubleProperty());
    present(now, viewModel.doingProperty());
    progress.progressProperty().bind(viewModel.shareProperty());
    AskPane card =
        new AskPane(ask, viewModel.getActs(), texts, this::askToRollBack, this::showWhereItStands);
    viewModel.askProperty().addListener((_, _, wanted) -> card.show(wanted));
    card.show(viewModel.askProperty().get());
    viewModel.stateProperty().addListener((_, _, words) -> showState(words));
    RunActsViewModel acts = viewModel.getActs();
    BlockedBy.bind(goOn, acts.whyNotContinue());
    BlockedBy.bind(hold, acts.whyNotHold());
    BlockedBy.bind(cancel, acts.whyNotCancel());
    BlockedBy.bind(rollBack, acts.whyNotRollBack());
    BlockedBy.bind(takeOver, acts.whyNotTakeOver());
  }

  private void show(CutoverViewModel.Mode mode) {
    shown(empty, mode == CutoverViewModel.Mode.EMPTY);
    shown(planPlace, mode == CutoverViewModel.Mode.PLAN);
    shown(run, mode == CutoverViewModel.Mode.RUN);
  }

  private static void shown(Node node, boolean now) {
    node.setVisible(now);
    node.setManaged(now);
  }

  private static void present(Node node, ObservableValue<String> words) {
    words.addListener((_, _, text) -> shown(node, !text.isEmpty()));
    shown(node, !words.getValue().isEmpty());
  }

  private void showState(String words) {
    viewModel.shown().ifPresent(shown -> state.show(RunWords.word(shown.state()), words));
  }

  private void fillSteps() {
    StepDetailPane details = new StepDetailPane(detail, viewModel.words().steps(), context);
    steps.setCellFactory(_ -> new StepCell(texts, viewModel.noReturnProperty()));
    KeptSelection.show(steps, viewModel.steps(), StepRow::name);
    steps.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> details.show(row));
    viewModel
        .pictureProperty()
        .addListener(
            (_, _, _) -> {
              follow();
              details.show(steps.getSelectionModel().getSelectedItem());
            });
    details.show(null);
  }

  private void fillRuns() {
    runs.setItems(viewModel.runs());
    runs.valueProperty().addListener((_, _, chosen) -> viewModel.choose(chosen));
    viewModel
        .pictureProperty()
        .addListener(
            (_, _, picture) -> picture.shown().ifPresent(shown -> runs.setValue(shown.run())));
    var several = viewModel.runs();
    shown(runs, false);
    several.addListener(
        (javafx.collections.ListChangeListener<String>) _ -> shown(runs, several.size() > 1));
  }

  private void fillUntil() {
    until.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Until chosen) {
            return chosen == null || chosen.step().isEmpty()
                ? texts.get("cutover.until.end")
                : texts.get(
                    "cutover.until.step", viewModel.words().steps().full(chosen.step().get()));
          }

          @Override
          public @Nullable Until fromString(String text) {
            return null;
          }
        });
    until.getItems().add(Until.THE_END);
    until.setValue(Until.THE_END);
    viewModel.pictureProperty().addListener((_, _, _) -> refreshUntil());
  }

  private void refreshUntil() {
    List<Until> wanted = new ArrayList<>();
    wanted.add(Until.THE_END);
    viewModel.ahead().forEach(step -> wanted.add(new Until(Optional.of(step))));
    if (!until.isShowing() && !until.getItems().equals(wanted)) {
      Until chosen = until.getValue();
      until.getItems().setAll(wanted);
      until.setValue(chosen != null && wanted.contains(chosen) ? chosen : Until.THE_END);
    }
  }

  private void showWhereItStands() {
    current().ifPresent(this::follow);
    steps.requestFocus();
  }

  /// The step at hand, else the last one that is done.
  private Optional<StepRow> current() {
    return viewModel.steps().stream()
        .filter(row -> !row.state().equals("done") && !row.state().equals("waiting"))
        .findFirst()
        .or(
            () ->
                viewModel.steps().stream()
                    .filter(row -> row.state().equals("done"))
                    .reduce((_, last) -> last));
  }

  /// Until a person chooses another one, the step at hand is shown.
  private void follow() {
    StepRow chosen = steps.getSelectionModel().getSelectedItem();
    if (chosen == null || chosen.name() == followed) {
      current().filter(row -> row.name() != followed).ifPresent(this::follow);
    }
  }

  private void follow(StepRow row) {
    followed = row.name();
    steps.getSelectionModel().select(row);
    steps.scrollTo(Math.max(0, steps.getItems().indexOf(row) - ROWS_AHEAD));
  }

  @FXML
  private void plan() {
    viewModel.planAnew();
  }

  @FXML
  private void goOn() {
    viewModel.getActs().goOn(Optional.ofNullable(until.getValue()).flatMap(Until::step));
  }

  @FXML
  private void hold() {
    viewModel.getActs().hold();
  }

  @FXML
  private void cancel() {
    ask("cutover.cancel", true, viewModel.getActs()::cancel);
  }

  @FXML
  private void takeOver() {
    ask("cutover.take-over", true, viewModel.getActs()::takeOver);
  }

  private void ask(String key, boolean danger, Runnable yes) {
    Question.Asked asked =
        new Question.Asked(
            texts.get(key + ".title"),
            texts.get(key + ".text"),
            texts.get(key + ".verb"),
            danger,
            true,
            false,
            null);
    context.overlays().show(close -> new Question(texts, asked, _ -> yes.run(), close));
  }

  @FXML
  private void askToRollBack() {
    RollbackViewModel asked = viewModel.rollback();
    context
        .overlays()
        .show(close -> new RollbackBox(asked, viewModel.words().steps(), texts, close));
  }

  @FXML
  private void copyCommand() {
    viewModel
        .shown()
        .ifPresent(
            shown -> {
              String line =
                  RunCommandLine.goOn(
                      shown, Optional.ofNullable(until.getValue()).flatMap(Until::step));
              CopyLine.copy(line);
              context
                  .activities()
                  .notice(Activities.Notice.Kind.DONE, texts.get("cutover.copied"), line);
            });
  }

  @FXML
  private void report() {
    context
        .overlays()
        .show(close -> new ReportBox(texts, viewModel.shown().orElseThrow(), this::write, close));
  }

  private void write(Path folder) {
    viewModel.report(
        folder,
        file ->
            context
                .activities()
                .notice(
                    Activities.Notice.Kind.DONE,
                    texts.get("cutover.report.done"),
                    file.toString()));
  }

  public Parent root() {
    return root;
  }

  public Live live() {
    return viewModel.live();
  }
}
