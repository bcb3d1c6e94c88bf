package dev.cutover.ui.rawdata;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.RawAct;
import dev.cutover.rawdata.RawActs;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.BlockedBy;
import dev.cutover.ui.widget.FreshnessBand;
import dev.cutover.ui.widget.KeptSelection;
import dev.cutover.ui.widget.Question;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The filter bar, the page of rows with the ways to others, and what the buttons ask before they
/// act.
public final class RawDataController implements Page {
  private final RawDataViewModel viewModel;
  private final ScreenContext context;
  private final DocumentController document;
  private final Parent root;

  @FXML private VBox page;
  @FXML private Node content;
  @FXML private Label frozen;
  @FXML private TextField search;
  @FXML private TextField record;
  @FXML private ComboBox<RawFilterViewModel.Choice<TenantId>> tenant;
  @FXML private ComboBox<RawFilterViewModel.Choice<IntegrationId>> integration;
  @FXML private ComboBox<RawFilterViewModel.Choice<String>> entity;
  @FXML private ComboBox<RawFilterViewModel.Choice<String>> state;
  @FXML private TextField from;
  @FXML private TextField to;
  @FXML private Label mistake;
  @FXML private SplitPane split;
  @FXML private Label summary;
  @FXML private Label searched;
  @FXML private Button stopSearch;
  @FXML private ProgressIndicator busy;
  @FXML private TableView<RawLine> lines;
  @FXML private Button first;
  @FXML private Button newer;
  @FXML private Button older;
  @FXML private TextField jump;
  @FXML private Button requeue;
  @FXML private Button skip;
  @FXML private Button requeueAll;
  @FXML private Button skipAll;

  public RawDataController(RawDataViewModel viewModel, ScreenContext context) {
    this.viewModel = viewModel;
    this.context = context;
    this.document = new DocumentController(viewModel.document(), viewModel::filterOn, context);
    this.root = context.views().load("rawdata/rawdata", this);
  }

  @FXML
  private void initialize() {
    page.getChildren().addFirst(new FreshnessBand(content, viewModel.live(), context));
    RawFilterViewModel filter = viewModel.filter();
    search.textProperty().bindBidirectional(filter.searchProperty());
    record.textProperty().bindBidirectional(filter.recordProperty());
    from.textProperty().bindBidirectional(filter.fromProperty());
    to.textProperty().bindBidirectional(filter.toProperty());
    choose(tenant, filter.tenants(), filter.tenantProperty());
    choose(integration, filter.integrations(), filter.integrationProperty());
    choose(entity, filter.entities(), filter.entityProperty());
    choose(state, filter.states(), filter.stateProperty());
    mistake.textProperty().bind(viewModel.mistakeProperty());
    mistake.managedProperty().bind(mistake.textProperty().isNotEmpty());
    summary.textProperty().bind(viewModel.summaryProperty());
    busy.visibleProperty().bind(viewModel.loadingProperty());
    searched.textProperty().bind(viewModel.searchedProperty());
    showWhile(viewModel.searchedProperty().isNotEmpty(), searched, stopSearch);
    showWhile(viewModel.searchedProperty().isEmpty(), summary);
    RawTableColumns.fill(lines, context);
    KeptSelection.show(lines, viewModel.lines(), RawLine::id);
    lines.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    lines
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, line) -> viewModel.document().open(line));
    lines.addEventFilter(KeyEvent.KEY_PRESSED, this::listKey);
    var none = Bindings.isEmpty(lines.getSelectionModel().getSelectedItems());
    var locked = viewModel.acts().blockedBy();
    var unchosen = BlockedBy.when(none, text("blocked.no-raw-row"));
    var newest = BlockedBy.when(viewModel.hasNewerProperty().not(), text("blocked.newest-page"));
    BlockedBy.bind(first, newest);
    BlockedBy.bind(newer, newest);
    BlockedBy.bind(
        older, BlockedBy.when(viewModel.hasOlderProperty().not(), text("blocked.oldest-page")));
    var frozenRows = frozenRows();
    BlockedBy.bind(requeue, frozenRows, locked, unchosen);
    BlockedBy.bind(skip, frozenRows, locked, unchosen);
    BlockedBy.bind(requeueAll, frozenRows, locked);
    BlockedBy.bind(skipAll, frozenRows, locked);
    showFrozen();
    split.getItems().add(document.root());
  }

  private static void showWhile(BooleanBinding holds, Node... nodes) {
    for (Node each : nodes) {
      each.visibleProperty().bind(holds);
      each.managedProperty().bind(holds);
    }
  }

  private StringBinding frozenRows() {
    String words = viewModel.capabilities().acts() ? "" : text("blocked.snapshot");
    return Bindings.createStringBinding(() -> words);
  }

  private String text(String key) {
    return context.texts().get(key);
  }

  private void showFrozen() {
    Instant since = viewModel.capabilities().frozenSince();
    frozen.setVisible(since != null);
    frozen.setManaged(since != null);
    if (since != null) {
      frozen.setText(
          context
              .texts()
              .get(
                  "rawdata.frozen",
                  viewModel.capabilities().origin(),
                  context.times().dateTime(since)));
    }
  }

  /// A choice is a search; the first item is "all".
  private <T> void choose(
      ComboBox<RawFilterViewModel.Choice<T>> box,
      ObservableList<RawFilterViewModel.Choice<T>> items,
      ObjectProperty<RawFilterViewModel.@Nullable Choice<T>> chosen) {
    box.setItems(items);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(RawFilterViewModel.@Nullable Choice<T> choice) {
            return choice == null ? "" : choice.title();
          }

          @Override
          public RawFilterViewModel.@Nullable Choice<T> fromString(String text) {
            return null;
          }
        });
    box.valueProperty().bindBidirectional(chosen);
    box.setOnAction(_ -> viewModel.search());
  }

  private void listKey(KeyEvent event) {
    boolean end = lines.getSelectionModel().getSelectedIndex() == lines.getItems().size() - 1;
    boolean begin = lines.getSelectionModel().getSelectedIndex() == 0;
    KeyCode code = event.getCode();
    boolean down = code == KeyCode.DOWN || code == KeyCode.J || code == KeyCode.PAGE_DOWN;
    boolean up = code == KeyCode.UP || code == KeyCode.K || code == KeyCode.PAGE_UP;
    if (down && end && !event.isShiftDown() && viewModel.hasOlderProperty().get()) {
      viewModel.older();
    } else if (up && begin && !event.isShiftDown() && viewModel.hasNewerProperty().get()) {
      viewModel.newer();
    } else if (code == KeyCode.J || code == KeyCode.K) {
      lines
          .getSelectionModel()
          .clearAndSelect(
              Math.clamp(
                  lines.getSelectionModel().getSelectedIndex() + (down ? 1 : -1),
                  0,
                  Math.max(0, lines.getItems().size() - 1)));
    } else if (code == KeyCode.HOME && event.isShortcutDown()) {
      viewModel.first();
    } else if (code == KeyCode.END && event.isShortcutDown()) {
      viewModel.last();
    } else if (code == KeyCode.E && event.isShortcutDown()) {
      openExport();
    } else if (code == KeyCode.R && !event.isShortcutDown() && !requeue.isDisabled()) {
      requeueChosen();
    } else if (code == KeyCode.D && event.isShortcutDown()) {
      document.showDiff();
    } else {
      return;
    }
    event.consume();
  }

  @FXML
  private void searchNow() {
    viewModel.search();
  }

  @FXML
  private void clearFilter() {
    viewModel.clear();
  }

  @FXML
  private void stopSearch() {
    viewModel.stopSearch();
  }

  @FXML
  private void showFirst() {
    viewModel.first();
  }

  @FXML
  private void showNewer() {
    viewModel.newer();
  }

  @FXML
  private void showOlder() {
    viewModel.older();
  }

  @FXML
  private void showLast() {
    viewModel.last();
  }

  @FXML
  private void jumpNow() {
    viewModel.jump(jump.getText());
  }

  @FXML
  private void openExport() {
    List<RawLine> chosen = chosen();
    context.overlays().show(close -> new ExportBox(context.texts(), chosen, viewModel, close));
  }

  @FXML
  private void requeueChosen() {
    ask(RawAct.REQUEUE, chosen());
  }

  @FXML
  private void skipChosen() {
    ask(RawAct.SKIP, chosen());
  }

  @FXML
  private void requeueMatching() {
    ask(RawAct.REQUEUE, List.of());
  }

  @FXML
  private void skipMatching() {
    ask(RawAct.SKIP, List.of());
  }

  private List<RawLine> chosen() {
    return List.copyOf(lines.getSelectionModel().getSelectedItems());
  }

  private void ask(RawAct act, List<RawLine> chosen) {
    RawQuery query = viewModel.query(chosen);
    viewModel.acts().prepare(act, query, tally -> ask(act, query, tally));
  }

  private void ask(RawAct act, RawQuery query, RawActs.Tally tally) {
    Texts texts = context.texts();
    String word = "rawdata.act." + RawCommandLine.verb(act);
    String left =
        tally.matching() == tally.eligible()
            ? ""
            : texts.get(
                "rawdata.act.left", tally.superseded(), tally.underWay(), tally.otherState());
    Question.Asked asked =
        new Question.Asked(
            texts.get(word + ".title", tally.matching()),
            texts.get(word + ".text", tally.eligible()) + (left.isEmpty() ? "" : "\n" + left),
            texts.get(word + ".verb", tally.eligible()),
            false,
            tally.eligible() > 0,
            true,
            RawCommandLine.of(act, query));
    context
        .overlays()
        .show(
            close ->
                new Question(
                    texts,
                    asked,
                    reason -> viewModel.acts().carryOut(act, query, tally.eligible(), reason),
                    close));
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public Optional<Live> reads() {
    return Optional.of(viewModel.live());
  }

  @Override
  public Optional<String> commandLine() {
    return Optional.of(RawCommandLine.list(viewModel.query(List.of())));
  }

  @Override
  public void shown() {
    viewModel.start();
  }

  @Override
  public void hidden() {
    viewModel.stop();
  }

  @Override
  public void refresh() {
    viewModel.refresh();
  }

  @Override
  public void focusFilter() {
    search.requestFocus();
    search.selectAll();
  }
}
