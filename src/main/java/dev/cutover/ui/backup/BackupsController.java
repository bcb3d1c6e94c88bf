package dev.cutover.ui.backup;

import dev.cutover.check.Finding;
import dev.cutover.ui.Backups;
import dev.cutover.ui.backup.BackupsViewModel.Step;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.BlockedBy;
import dev.cutover.ui.widget.Columns;
import dev.cutover.ui.widget.CopyLine;
import dev.cutover.ui.widget.FindingsPane;
import dev.cutover.ui.widget.FreshnessBand;
import dev.cutover.ui.widget.KeptSelection;
import dev.cutover.ui.widget.WizardPath;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Wires the list of backups and the wizard.
public final class BackupsController {
  private static final int MOST_JOBS = 32;

  private final BackupsViewModel viewModel;
  private final ScreenContext context;
  private final Texts texts;
  private final WizardPath<Step> path;
  private final Parent root;

  @FXML private VBox page;
  @FXML private VBox content;
  @FXML private VBox list;
  @FXML private TableView<BackupRow> rows;
  @FXML private Button verify;
  @FXML private VBox wizard;
  @FXML private HBox steps;
  @FXML private VBox scope;
  @FXML private TextField folder;
  @FXML private TextField second;
  @FXML private TextField scratch;
  @FXML private Spinner<Integer> jobs;
  @FXML private CheckBox prove;
  @FXML private VBox scopeCommand;
  @FXML private VBox checks;
  @FXML private VBox outlook;
  @FXML private Button start;
  @FXML private VBox running;
  @FXML private ProgressBar progress;
  @FXML private VBox report;
  @FXML private VBox findings;
  @FXML private Label trouble;

  public BackupsController(BackupsViewModel viewModel, ScreenContext context) {
    this.viewModel = viewModel;
    this.context = context;
    this.texts = context.texts();
    this.path =
        new WizardPath<>(
            texts,
            "backup.step.",
            List.of(Step.SCOPE, Step.CHECKS, Step.RUN, Step.PROOF, Step.REPORT));
    this.root = context.views().load("backup/backups", this);
  }

  public BackupsViewModel getViewModel() {
    return viewModel;
  }

  @FXML
  private void initialize() {
    page.getChildren().addFirst(new FreshnessBand(content, viewModel.live(), context));
    fillTable();
    path.fill(steps);
    bindScope();
    progress.progressProperty().bind(viewModel.shareProperty());
    trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
    viewModel.stepProperty().addListener((_, _, now) -> show(now));
    show(viewModel.stepProperty().get());
    viewModel.outlookProperty().addListener((_, _, seen) -> show(seen));
    viewModel.reportProperty().addListener((_, _, lines) -> show(findings, lines));
    BlockedBy.bind(start, viewModel.whyNotMake());
    BlockedBy.bind(
        verify,
        viewModel.blocked(),
        BlockedBy.when(
            rows.getSelectionModel().selectedItemProperty().isNull(),
            texts.get("backup.not.chosen")));
  }

  private void fillTable() {
    Columns columns = new Columns(texts);
    KeptSelection.show(rows, viewModel.rows(), BackupRow::folder);
    rows.setPlaceholder(new Label(texts.get("backup.none")));
    rows.getColumns()
        .add(
            columns.text(
                "backup.taken",
                170,
                row -> row.taken() == null ? "-" : context.times().dateTime(row.taken())));
    rows.getColumns().add(columns.text("backup.database", 180, BackupRow::database));
    rows.getColumns()
        .add(
            columns.text(
                "backup.bytes",
                90,
                row -> row.bytes() < 0 ? "-" : viewModel.words().size(row.bytes())));
    rows.getColumns().add(columns.state("backup.proof", 130, "backup.proof.", BackupRow::proof));
    rows.getColumns().add(columns.text("backup.detail", 240, BackupRow::detail));
    rows.getColumns().add(columns.text("backup.folder", 330, row -> row.folder().toString()));
  }

  private void bindScope() {
    folder.textProperty().bindBidirectional(viewModel.folderProperty());
    second.textProperty().bindBidirectional(viewModel.secondProperty());
    scratch.textProperty().bindBidirectional(viewModel.scratchProperty());
    prove.selectedProperty().bindBidirectional(viewModel.proveProperty());
    jobs.setValueFactory(
        new SpinnerValueFactory.IntegerSpinnerValueFactory(
            1, MOST_JOBS, viewModel.jobsProperty().get()));
    jobs.valueProperty().addListener((_, _, now) -> viewModel.jobsProperty().set(now));
    viewModel.folderProperty().addListener((_, _, _) -> tellCommand());
    viewModel.secondProperty().addListener((_, _, _) -> tellCommand());
    viewModel.scratchProperty().addListener((_, _, _) -> tellCommand());
    viewModel.jobsProperty().addListener((_, _, _) -> tellCommand());
    viewModel.proveProperty().addListener((_, _, _) -> tellCommand());
    tellCommand();
  }

  private void tellCommand() {
    scopeCommand.getChildren().setAll(CopyLine.of(texts, viewModel.command()));
  }

  private void show(Step now) {
    shown(list, now == Step.LIST);
    shown(wizard, now != Step.LIST);
    shown(scope, now == Step.SCOPE);
    shown(checks, now == Step.CHECKS);
    shown(running, now == Step.RUN || now == Step.PROOF);
    shown(report, now == Step.REPORT);
    path.show(now, _ -> true);
    if (now == Step.CHECKS) {
      show(viewModel.outlookProperty().get());
    }
  }

  private static void shown(Node node, boolean now) {
    node.setVisible(now);
    node.setManaged(now);
  }

  private void show(Backups.@Nullable Outlook seen) {
    outlook.getChildren().clear();
    if (seen == null) {
      outlook.getChildren().add(new Label(texts.get("backup.checking")));
      return;
    }
    outlook.getChildren().add(wrapped(viewModel.words().room(seen)));
    seen.programs().forEach(each -> outlook.getChildren().add(wrapped(each)));
    show(outlook, seen.findings(), false);
    outlook.getChildren().add(CopyLine.of(texts, viewModel.command()));
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  private void show(VBox place, List<Finding> lines) {
    show(place, lines, true);
  }

  private void show(VBox place, List<Finding> lines, boolean anew) {
    FindingsPane pane = new FindingsPane(texts);
    pane.showAll(lines);
    if (anew) {
      place.getChildren().clear();
    }
    place.getChildren().add(pane);
  }

  @FXML
  private void begin() {
    viewModel.begin();
    folder.requestFocus();
  }

  @FXML
  private void verify() {
    BackupRow chosen = rows.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      viewModel.verify(chosen);
    }
  }

  @FXML
  private void check() {
    viewModel.check();
  }

  @FXML
  private void back() {
    viewModel.back();
  }

  @FXML
  private void start() {
    viewModel.make();
  }

  @FXML
  private void cancel() {
    viewModel.cancel();
  }

  public Parent root() {
    return root;
  }

  public Live live() {
    return viewModel.live();
  }
}
