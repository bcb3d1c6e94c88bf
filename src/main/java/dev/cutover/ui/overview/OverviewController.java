package dev.cutover.ui.overview;

import dev.cutover.job.Stage;
import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.monitor.Reconciliation;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.LivePage;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.widget.Columns;
import dev.cutover.ui.widget.FreshnessBand;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/// Tables of the overview.
public final class OverviewController implements LivePage {
  private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");

  private final OverviewViewModel viewModel;
  private final ScreenContext context;
  private final GapPlaces places;
  private final Parent root;

  @FXML private VBox page;
  @FXML private Node content;
  @FXML private Pane verdictCard;
  @FXML private TableView<Reconciliation.Line> lines;
  @FXML private TableView<OverviewViewModel.StageLine> stages;
  @FXML private TableView<PipelineMonitor.WorkerLine> workers;
  @FXML private TableView<RunSnapshot> runs;

  public OverviewController(OverviewViewModel viewModel, ScreenContext context, GapPlaces places) {
    this.viewModel = viewModel;
    this.context = context;
    this.places = places;
    this.root = context.views().load("overview/overview", this);
  }

  public OverviewViewModel getViewModel() {
    return viewModel;
  }

  @FXML
  private void initialize() {
    page.getChildren().addFirst(new FreshnessBand(content, viewModel.live(), context));
    viewModel
        .wholeProperty()
        .addListener((_, _, whole) -> verdictCard.pseudoClassStateChanged(GOOD, whole));
    List.of(lines, stages, workers, runs)
        .forEach(
            table ->
                table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN));
    Columns columns = new Columns(context.texts());
    fillLines(columns);
    fillOthers(columns);
  }

  private void fillLines(Columns columns) {
    lines.setItems(viewModel.lines());
    lines.setPlaceholder(new Label(context.texts().get("overview.lines.empty")));
    lines.getColumns().add(columns.text("overview.tenant", 150, Reconciliation.Line::tenant));
    lines.getColumns().add(columns.text("overview.entity", 190, Reconciliation.Line::entity));
    lines.getColumns().add(columns.number("overview.raw", 90, Reconciliation.Line::raw));
    lines
        .getColumns()
        .add(columns.number("overview.transformed", 110, Reconciliation.Line::transformed));
    lines.getColumns().add(columns.number("overview.loaded", 90, Reconciliation.Line::loaded));
    lines.getColumns().add(columns.number("overview.gap", 80, Reconciliation.Line::gap));
    lines.getColumns().add(columns.number("overview.failed", 80, Reconciliation.Line::failed));
    // Every number is part of the value, so that a changed line is drawn anew.
    TableColumn<Reconciliation.Line, String> ways =
        columns.text("overview.why", 110, Reconciliation.Line::toString);
    ways.setCellFactory(_ -> new ExplainCell(context.texts(), this::explain));
    lines.getColumns().add(ways);
    lines.setOnKeyPressed(
        event -> {
          Reconciliation.Line line = lines.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && line != null && line.needsExplanation()) {
            event.consume();
            explain(line);
          }
        });
  }

  private void explain(Reconciliation.Line line) {
    context
        .overlays()
        .show(
            close -> {
              GapBox box = new GapBox(context.texts(), line, places, close);
              viewModel.causes(line, box::show, box::fail);
              return box;
            });
  }

  private void fillOthers(Columns columns) {
    stages.setItems(viewModel.stages());
    stages
        .getColumns()
        .add(columns.text("overview.stage", 90, line -> text("stage." + line.stage())));
    stages
        .getColumns()
        .add(columns.number("state.pending", 88, OverviewViewModel.StageLine::pending));
    stages
        .getColumns()
        .add(columns.number("state.queued", 104, OverviewViewModel.StageLine::queued));
    stages
        .getColumns()
        .add(columns.number("state.running", 80, OverviewViewModel.StageLine::running));
    stages
        .getColumns()
        .add(columns.number("state.completed", 98, OverviewViewModel.StageLine::completed));
    stages.getColumns().add(columns.number("state.dead", 54, OverviewViewModel.StageLine::dead));
    stages
        .getColumns()
        .add(columns.number("overview.messages", 88, line -> line.broker().messages()));
    stages.getColumns().add(columns.text("overview.broker", 116, line -> told(line.broker())));

    workers.setItems(viewModel.workers());
    workers.setPlaceholder(new Label(text("overview.workers.empty")));
    workers
        .getColumns()
        .add(columns.text("overview.worker", 100, PipelineMonitor.WorkerLine::name));
    workers
        .getColumns()
        .add(
            columns.text(
                "overview.worker.stages", 140, line -> stagesOf(line) + " \u00D7 " + line.slots()));
    workers
        .getColumns()
        .add(columns.state("overview.worker.state", 95, "worker.", line -> line.state()));
    workers
        .getColumns()
        .add(columns.number("overview.worker.done", 82, PipelineMonitor.WorkerLine::done));

    runs.setItems(viewModel.runs());
    runs.setPlaceholder(new Label(text("overview.runs.empty")));
    runs.getColumns().add(columns.number("overview.run", 60, run -> run.run().value()));
    runs.getColumns().add(columns.text("overview.provider", 80, RunSnapshot::provider));
    runs.getColumns().add(columns.state("overview.run.status", 180, "run.", RunSnapshot::status));
    runs.getColumns()
        .add(
            columns.text(
                "overview.run.started", 180, run -> context.times().dateTime(run.startedAt())));
    runs.getColumns().add(columns.text("overview.run.took", 90, run -> Times.span(run.elapsed())));
  }

  private String stagesOf(PipelineMonitor.WorkerLine line) {
    return line.stages().size() == Stage.values().length
        ? text("overview.worker.all")
        : line.stages().stream()
            .map(stage -> text("stage." + stage))
            .collect(Collectors.joining(", "));
  }

  private String told(BrokerAgainst broker) {
    String key = broker.kind().name().toLowerCase(Locale.ROOT);
    return context.texts().get("overview.broker." + key, broker.difference());
  }

  private String text(String key) {
    return context.texts().getOr(key, key);
  }

  @Override
  public Optional<String> commandLine() {
    return Optional.of("cutover reconcile --explain");
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public Live live() {
    return viewModel.live();
  }
}
