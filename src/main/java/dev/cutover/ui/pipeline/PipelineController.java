package dev.cutover.ui.pipeline;

import dev.cutover.monitor.JobBrowser;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.LivePage;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.BlockedBy;
import dev.cutover.ui.widget.FreshnessBand;
import dev.cutover.ui.widget.KeptSelection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The cards, the jobs, and what the buttons ask before they act.
public final class PipelineController implements LivePage {
  private final PipelineViewModel viewModel;
  private final ScreenContext context;
  private final Parent root;

  // Held here: a binding that nobody holds is collected.
  private @Nullable BooleanExpression samplesOffered;

  @FXML private VBox page;
  @FXML private Node content;
  @FXML private VBox cards;
  @FXML private Label noRuns;
  @FXML private VBox samples;
  @FXML private Button trySamples;
  @FXML private Button trigger;
  @FXML private Button workers;
  @FXML private ToggleButton hold;
  @FXML private TextField filter;
  @FXML private Label summary;
  @FXML private Label mistake;
  @FXML private ListView<JobBrowser.ProblemGroup> groups;
  @FXML private TableView<JobBrowser.JobLine> jobs;
  @FXML private VBox detail;
  @FXML private Button retry;
  @FXML private Button cancel;
  @FXML private Button retryAll;
  @FXML private Button cancelAll;

  public PipelineController(PipelineViewModel viewModel, ScreenContext context) {
    this.viewModel = viewModel;
    this.context = context;
    this.root = context.views().load("pipeline/pipeline", this);
  }

  public PipelineViewModel getViewModel() {
    return viewModel;
  }

  @FXML
  private void initialize() {
    Texts texts = context.texts();
    page.getChildren().addFirst(new FreshnessBand(content, viewModel, context));
    viewModel
        .cards()
        .addListener((ListChangeListener<RunCardViewModel>) change -> showCards(change));
    noRuns.visibleProperty().bind(viewModel.emptyProperty());
    noRuns.managedProperty().bind(noRuns.visibleProperty());
    samplesOffered = viewModel.samplesOffered();
    samples.visibleProperty().bind(samplesOffered);
    samples.managedProperty().bind(samplesOffered);
    JobTable.fill(jobs, context);
    KeptSelection.show(jobs, viewModel.jobs().jobs(), JobBrowser.JobLine::id);
    jobs.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    jobs.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, line) -> open(line == null ? -1 : line.id()));
    jobs.addEventHandler(KeyEvent.KEY_PRESSED, this::jobKey);
    KeptSelection.show(
        groups, viewModel.jobs().groups(), group -> List.of(group.code(), group.pattern()));
    groups.setCellFactory(_ -> new ProblemGroupCell(texts));
    groups.getStyleClass().add("roomy");
    groups.setPlaceholder(new Label(texts.get("groups.none")));
    groups
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, group) -> open(group == null ? -1 : group.example()));
    filter.textProperty().bindBidirectional(viewModel.jobs().queryProperty());
    summary.textProperty().bind(viewModel.jobs().summaryProperty());
    mistake.textProperty().bind(viewModel.jobs().mistakeProperty());
    mistake.managedProperty().bind(mistake.textProperty().isNotEmpty());
    viewModel
        .jobs()
        .detailProperty()
        .addListener((_, _, found) -> JobDetailPane.show(detail, found, context));
    JobDetailPane.show(detail, null, context);
    hold.selectedProperty().addListener((_, _, held) -> viewModel.setHeld(held));
    var none = Bindings.isEmpty(jobs.getSelectionModel().getSelectedItems());
    var locked = viewModel.blockedBy();
    var unchosen = BlockedBy.when(none, texts.get("blocked.no-job"));
    BlockedBy.bind(retry, locked, unchosen);
    BlockedBy.bind(cancel, locked, unchosen);
    BlockedBy.bind(retryAll, locked);
    BlockedBy.bind(cancelAll, locked);
    BlockedBy.bind(trigger, locked);
    BlockedBy.bind(trySamples, locked);
    BlockedBy.bind(
        workers,
        locked,
        BlockedBy.when(viewModel.workersProperty().isNull(), texts.get("blocked.reading")));
  }

  @FXML
  private void trySamples() {
    viewModel.trySamples();
  }

  private void showCards(ListChangeListener.Change<? extends RunCardViewModel> change) {
    while (change.next()) {
      if (change.wasRemoved()) {
        cards.getChildren().remove(change.getFrom(), change.getFrom() + change.getRemovedSize());
      }
      if (change.wasAdded()) {
        int place = change.getFrom();
        for (RunCardViewModel each : change.getAddedSubList()) {
          cards.getChildren().add(place++, new RunCard(each, viewModel, context.texts()));
        }
      }
    }
  }

  private void open(long job) {
    if (job > 0) {
      viewModel.jobs().open(job);
    }
  }

  private void jobKey(KeyEvent event) {
    if (event.getCode() == KeyCode.R && !event.isShortcutDown() && !retry.isDisabled()) {
      retryChosen();
    } else if (event.getCode() == KeyCode.DELETE && event.isShiftDown() && !cancel.isDisabled()) {
      cancelChosen();
    } else {
      return;
    }
    event.consume();
  }

  @FXML
  private void openTrigger() {
    context
        .overlays()
        .show(
            close ->
                new TriggerBox(
                    context.texts(),
                    viewModel.integrations(),
                    viewModel.actor(),
                    viewModel::trigger,
                    close));
  }

  @FXML
  private void openWorkers() {
    var now = Objects.requireNonNull(viewModel.workersProperty().get());
    context
        .overlays()
        .show(close -> new WorkersBox(context.texts(), now, viewModel::setWorkers, close));
  }

  @FXML
  private void retryChosen() {
    ask(BulkAct.Kind.RETRY, chosen());
  }

  @FXML
  private void cancelChosen() {
    ask(BulkAct.Kind.CANCEL, chosen());
  }

  @FXML
  private void retryMatching() {
    ask(BulkAct.Kind.RETRY, List.of());
  }

  @FXML
  private void cancelMatching() {
    ask(BulkAct.Kind.CANCEL, List.of());
  }

  private List<Long> chosen() {
    return jobs.getSelectionModel().getSelectedItems().stream()
        .map(JobBrowser.JobLine::id)
        .toList();
  }

  private void ask(BulkAct.Kind kind, List<Long> ids) {
    BulkQuestion question = new BulkQuestion(viewModel.jobs(), context);
    viewModel.jobs().prepare(kind, ids, question::ask);
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public Live live() {
    return viewModel;
  }

  @Override
  public void hold() {
    hold.setSelected(!hold.isSelected());
  }

  @Override
  public Optional<String> commandLine() {
    return viewModel.jobs().commandLine();
  }

  @Override
  public void focusFilter() {
    filter.requestFocus();
    filter.selectAll();
  }
}
