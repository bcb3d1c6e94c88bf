package dev.cutover.ui.runs;

import dev.cutover.job.RunId;
import dev.cutover.job.Stage;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.LivePage;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.widget.BlockedBy;
import dev.cutover.ui.widget.Columns;
import dev.cutover.ui.widget.FreshnessBand;
import dev.cutover.ui.widget.KeptSelection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The table of runs and the one that is chosen.
public final class RunsController implements LivePage {
  private final RunsViewModel viewModel;
  private final ScreenContext context;
  private final Consumer<RunId> jobsOf;
  private final Consumer<RunId> redriveOf;
  private final Parent root;

  @FXML private VBox page;
  @FXML private Node content;
  @FXML private TextField filter;
  @FXML private TableView<RunSnapshot> runs;
  @FXML private Label none;
  @FXML private VBox detail;
  @FXML private TableView<RunSnapshot.EntityCount> entities;
  @FXML private VBox problems;
  @FXML private Button jobs;
  @FXML private Button redrive;

  /// @param jobsOf shows the jobs of a run
  /// @param redriveOf asks whether its dead and cancelled jobs are to go back to work
  public RunsController(
      RunsViewModel viewModel,
      ScreenContext context,
      Consumer<RunId> jobsOf,
      Consumer<RunId> redriveOf) {
    this.viewModel = viewModel;
    this.context = context;
    this.jobsOf = jobsOf;
    this.redriveOf = redriveOf;
    this.root = context.views().load("runs/runs", this);
  }

  @FXML
  private void initialize() {
    Texts texts = context.texts();
    page.getChildren().addFirst(new FreshnessBand(content, viewModel.live(), context));
    filter.textProperty().bindBidirectional(viewModel.filterProperty());
    Columns columns = new Columns(texts);
    KeptSelection.show(runs, viewModel.runs(), RunSnapshot::run);
    runs.setPlaceholder(new Label(texts.get("runs.none")));
    runs.getColumns().add(columns.number("overview.run", 70, run -> run.run().value()));
    runs.getColumns().add(columns.text("overview.provider", 90, RunSnapshot::provider));
    runs.getColumns().add(columns.state("overview.run.status", 150, "run.", RunSnapshot::status));
    runs.getColumns()
        .add(
            columns.text(
                "overview.run.started", 180, run -> context.times().dateTime(run.startedAt())));
    runs.getColumns().add(columns.text("overview.run.took", 90, run -> Times.span(run.elapsed())));
    runs.getColumns().add(columns.number("overview.loaded", 100, run -> done(run, Stage.LOAD)));
    runs.getColumns().add(columns.number("overview.failed", 80, RunsController::failed));
    entities.getColumns().add(columns.text("runs.entity", 190, each -> each.entity().word()));
    for (Stage stage : Stage.values()) {
      entities
          .getColumns()
          .add(columns.number("stage." + stage.word(), 100, each -> each.stage(stage).done()));
    }
    entities
        .getColumns()
        .add(columns.number("overview.failed", 80, RunSnapshot.EntityCount::failed));
    runs.getSelectionModel().selectedItemProperty().addListener((_, _, run) -> show(run));
    var chosen = runs.getSelectionModel().selectedItemProperty();
    BlockedBy.bind(
        redrive,
        viewModel.blockedBy(),
        chosen.map(run -> run.mayBeRedriven() ? "" : texts.get("blocked.no-dead-job")));
    show(null);
  }

  private void show(@Nullable RunSnapshot run) {
    none.setVisible(run == null);
    none.setManaged(run == null);
    detail.setVisible(run != null);
    detail.setManaged(run != null);
    if (run == null) {
      return;
    }
    entities.getItems().setAll(run.entities());
    problems.getChildren().clear();
    for (RunSnapshot.ProblemCount each : run.problems()) {
      Label label = new Label(each.jobs() + " \u00D7 " + each.what() + " " + each.remedy());
      label.setWrapText(true);
      label.getStyleClass().add("problem");
      problems.getChildren().add(label);
    }
    jobs.setOnAction(_ -> jobsOf.accept(run.run()));
    redrive.setOnAction(_ -> redriveOf.accept(run.run()));
  }

  private static long done(RunSnapshot run, Stage stage) {
    return sum(run.entities().stream().map(each -> each.stage(stage).done()).toList());
  }

  private static long failed(RunSnapshot run) {
    return sum(run.entities().stream().map(RunSnapshot.EntityCount::failed).toList());
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public Optional<String> commandLine() {
    return Optional.of("cutover pipeline status");
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public Live live() {
    return viewModel.live();
  }

  @Override
  public void focusFilter() {
    filter.requestFocus();
  }
}
