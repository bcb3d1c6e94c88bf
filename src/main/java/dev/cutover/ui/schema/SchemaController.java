package dev.cutover.ui.schema;

import dev.cutover.check.Finding;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.schema.SchemaViewModel.Step;
import dev.cutover.ui.widget.BlockedBy;
import dev.cutover.ui.widget.Columns;
import dev.cutover.ui.widget.CopyLine;
import dev.cutover.ui.widget.FindingsPane;
import dev.cutover.ui.widget.FreshnessBand;
import dev.cutover.ui.widget.KeptSelection;
import dev.cutover.ui.widget.Question;
import dev.cutover.ui.widget.WizardPath;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Wires the list of migrations and the wizard.
public final class SchemaController {
  private final SchemaViewModel viewModel;
  private final ScreenContext context;
  private final Texts texts;
  private final WizardPath<Step> path;
  private final Parent root;
  private final Set<Step> passed = EnumSet.noneOf(Step.class);

  @FXML private VBox page;
  @FXML private VBox content;
  @FXML private HBox steps;
  @FXML private VBox list;
  @FXML private VBox problems;
  @FXML private TableView<ScriptRow> rows;
  @FXML private TextArea statements;
  @FXML private Button rehearse;
  @FXML private Button apply;
  @FXML private VBox command;
  @FXML private VBox running;
  @FXML private ProgressBar progress;
  @FXML private VBox report;
  @FXML private VBox findings;
  @FXML private Button goOn;

  public SchemaController(SchemaViewModel viewModel, ScreenContext context) {
    this.viewModel = viewModel;
    this.context = context;
    this.texts = context.texts();
    this.path = new WizardPath<>(texts, "schema.step.", List.of(Step.values()));
    this.root = context.views().load("schema/schema", this);
  }

  public SchemaViewModel getViewModel() {
    return viewModel;
  }

  @FXML
  private void initialize() {
    page.getChildren().addFirst(new FreshnessBand(content, viewModel.live(), context));
    fillTable();
    path.fill(steps);
    command
        .getChildren()
        .setAll(
            CopyLine.of(texts, "cutover db rehearse"), CopyLine.of(texts, "cutover db migrate"));
    progress.progressProperty().bind(viewModel.shareProperty());
    viewModel.stepProperty().addListener((_, before, now) -> moved(before, now));
    show(viewModel.stepProperty().get());
    viewModel.problemsProperty().addListener((_, _, lines) -> show(problems, lines));
    viewModel.reportProperty().addListener((_, _, lines) -> show(findings, lines));
    for (Button each : List.of(rehearse, apply, goOn)) {
      BlockedBy.bind(each, viewModel.whyNot());
    }
  }

  private void fillTable() {
    Columns columns = new Columns(texts);
    KeptSelection.show(rows, viewModel.rows(), row -> row.script().version());
    rows.getColumns().add(columns.state("schema.state", 110, "schema.state.", ScriptRow::state));
    rows.getColumns().add(columns.text("schema.version", 70, row -> row.script().version()));
    rows.getColumns()
        .add(columns.text("schema.description", 220, row -> row.script().description()));
    rows.getColumns()
        .add(columns.text("schema.way", 330, row -> texts.get("schema.way." + row.way())));
    rows.getColumns().add(columns.number("schema.rehearsed", 130, ScriptRow::rehearsed));
    rows.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (_, _, chosen) -> statements.setText(chosen == null ? "" : viewModel.text(chosen)));
  }

  /// What was left out, such as the rehearsal, is not drawn as done.
  private void moved(Step before, Step now) {
    if (now == Step.PENDING) {
      passed.clear();
    } else {
      passed.add(before);
    }
    show(now);
  }

  private void show(Step now) {
    shown(list, now == Step.PENDING);
    shown(running, now == Step.REHEARSAL || now == Step.APPLY);
    shown(report, now == Step.REPORT);
    path.show(now, passed::contains);
  }

  private static void shown(Node node, boolean now) {
    node.setVisible(now);
    node.setManaged(now);
  }

  private void show(VBox place, List<Finding> lines) {
    FindingsPane pane = new FindingsPane(texts);
    pane.showAll(lines);
    place.getChildren().setAll(pane);
    shown(place, !lines.isEmpty());
  }

  @FXML
  private void rehearse() {
    viewModel.rehearse();
  }

  @FXML
  private void apply() {
    Question.Asked asked =
        new Question.Asked(
            texts.get("schema.ask.title"),
            viewModel.question(),
            texts.get("schema.ask.verb"),
            false,
            true,
            false,
            "cutover db migrate");
    context.overlays().show(close -> new Question(texts, asked, _ -> viewModel.apply(), close));
  }

  @FXML
  private void cancel() {
    viewModel.cancel();
  }

  @FXML
  private void back() {
    viewModel.back();
    rows.requestFocus();
  }

  public Parent root() {
    return root;
  }

  public Live live() {
    return viewModel.live();
  }
}
