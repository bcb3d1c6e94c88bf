package dev.cutover.ui.rawdata;

import dev.cutover.monitor.RecordJourney;
import dev.cutover.rawdata.JsonOutline;
import dev.cutover.rawdata.JsonPaths;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.BlockedBy;
import dev.cutover.ui.widget.StatePill;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The chosen row: its facts, its document as tree and text, comparisons, and what was done with
/// it.
public final class DocumentController {
  private static final double LINE_HEIGHT = 20;

  private final DocumentViewModel viewModel;
  private final Consumer<String> filterOnPath;
  private final ScreenContext context;
  private final DiffLines diffs;
  private final Parent root;

  @FXML private Label title;
  @FXML private HBox pills;
  @FXML private ProgressIndicator busy;
  @FXML private Label facts;
  @FXML private Label problem;
  @FXML private Label none;
  @FXML private TabPane tabs;
  @FXML private Tab textTab;
  @FXML private Tab treeTab;
  @FXML private Tab diffTab;
  @FXML private TreeView<JsonOutline.Node> tree;
  @FXML private Label path;
  @FXML private Button copyPath;
  @FXML private Button copyValue;
  @FXML private Button filterOn;
  @FXML private ListView<String> text;
  @FXML private TextField findText;
  @FXML private ComboBox<RawLine> versions;
  @FXML private Label diffSummary;
  @FXML private ListView<DiffLines.Line> diff;
  @FXML private ListView<String> history;
  @FXML private Button withLoaded;
  @FXML private Tab journeyTab;
  @FXML private Label journeyRemark;
  @FXML private VBox journey;

  /// @param filterOnPath searches for documents by a path
  DocumentController(
      DocumentViewModel viewModel, Consumer<String> filterOnPath, ScreenContext context) {
    this.viewModel = viewModel;
    this.filterOnPath = filterOnPath;
    this.context = context;
    this.diffs = new DiffLines(context.texts());
    this.root = context.views().load("rawdata/document", this);
  }

  Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    busy.visibleProperty().bind(viewModel.loadingProperty());
    tree.setShowRoot(false);
    tree.setCellFactory(_ -> new JsonCell(this::outline));
    tree.getSelectionModel().selectedItemProperty().addListener((_, _, item) -> showPath(item));
    text.setFixedCellSize(LINE_HEIGHT);
    diff.setCellFactory(_ -> new DiffLines.Cell());
    viewModel
        .journey()
        .steps()
        .addListener(
            (ListChangeListener<RecordJourney.Step>)
                change ->
                    journey
                        .getChildren()
                        .setAll(
                            change.getList().stream()
                                .map(step -> new JourneyStep(step, context))
                                .toList()));
    journeyRemark.textProperty().bind(viewModel.journey().remarkProperty());
    journeyTab.selectedProperty().addListener((_, _, chosen) -> viewModel.journey().look(chosen));
    versions.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable RawLine line) {
            return line == null ? "" : version(line);
          }

          @Override
          public @Nullable RawLine fromString(String words) {
            return null;
          }
        });
    versions.setOnAction(
        _ -> {
          RawLine other = versions.getValue();
          if (other != null) {
            viewModel.compareWith(other);
          }
        });
    viewModel.openedProperty().addListener((_, _, opened) -> show(opened));
    viewModel.comparisonProperty().addListener((_, _, found) -> show(found));
    viewModel.mistakeProperty().addListener((_, _, words) -> tell(words));
    for (Button each : List.of(copyPath, copyValue, filterOn)) {
      BlockedBy.explain(
          each,
          BlockedBy.when(
              each.disabledProperty(),
              context.texts().get(each.equals(filterOn) ? "blocked.no-value" : "blocked.no-node")));
    }
    if (!viewModel.hasLoadedRows()) {
      String why = context.texts().get("blocked.snapshot");
      BlockedBy.bind(withLoaded, Bindings.createStringBinding(() -> why));
      journeyTab.setDisable(true);
      journeyTab.setTooltip(new Tooltip(why));
    }
    showPath(null);
    show((DocumentViewModel.Opened) null);
    show((DocumentViewModel.Comparison) null);
  }

  private String version(RawLine line) {
    return context
        .texts()
        .get("rawdata.version", line.version(), context.times().dateTime(line.extractedAt()));
  }

  private @Nullable JsonOutline outline() {
    DocumentViewModel.Opened opened = viewModel.openedProperty().get();
    return opened == null ? null : opened.outline();
  }

  private void show(DocumentViewModel.@Nullable Opened opened) {
    boolean there = opened != null;
    none.setVisible(!there);
    none.setManaged(!there);
    tabs.setVisible(there);
    tabs.setManaged(there);
    pills.getChildren().clear();
    title.setText("");
    facts.setText("");
    facts.setManaged(there);
    tell("");
    tree.setRoot(null);
    text.setItems(FXCollections.observableArrayList());
    history.setItems(FXCollections.observableArrayList());
    versions.setItems(FXCollections.observableArrayList());
    if (opened != null) {
      fill(opened);
    }
  }

  private void fill(DocumentViewModel.Opened opened) {
    Texts texts = context.texts();
    RawRecord record = opened.record();
    title.setText(record.line().name());
    StatePill pill = new StatePill();
    pill.setId("raw-document-state");
    pill.show(
        record.line().status(),
        texts.getOr("rawdata.state." + record.line().status(), record.line().status()));
    pills.getChildren().add(pill);
    facts.setText(new RecordFacts(texts, context.times()).of(record));
    String said = opened.unreadable() != null ? opened.unreadable() : record.line().problem();
    tell(said == null ? "" : said);
    JsonOutline outline = opened.outline();
    if (outline != null && opened.lines() != null) {
      JsonItem top = new JsonItem(outline, outline.root());
      top.setExpanded(true);
      tree.setRoot(top);
      tree.setShowRoot(!outline.root().isContainer());
      text.setItems(new LineList(opened.lines()));
    } else {
      text.setItems(
          FXCollections.observableArrayList(
              new String(record.body(), StandardCharsets.UTF_8).lines().toList()));
      tabs.getSelectionModel().select(textTab);
    }
    treeTab.setDisable(outline == null);
    versions.setItems(
        FXCollections.observableArrayList(
            opened.versions().stream().filter(line -> line.id() != record.line().id()).toList()));
    versions.setDisable(versions.getItems().isEmpty());
    versions.setPromptText(
        texts.get(versions.getItems().isEmpty() ? "rawdata.diff.only" : "rawdata.diff.version"));
    history.setItems(
        FXCollections.observableArrayList(new RecordFacts(texts, context.times()).history(record)));
    show(viewModel.comparisonProperty().get());
  }

  private void tell(String words) {
    problem.setText(words);
    problem.setManaged(!words.isEmpty());
  }

  private void show(DocumentViewModel.@Nullable Comparison comparison) {
    diffSummary.setText(diffs.summary(comparison));
    diff.setItems(FXCollections.observableArrayList(diffs.of(comparison)));
  }

  private void showPath(@Nullable TreeItem<JsonOutline.Node> item) {
    JsonOutline.Node node = item == null ? null : item.getValue();
    boolean single = node != null && !node.isContainer() && node.kind() != JsonOutline.Kind.RANGE;
    path.setText(node == null ? "" : node.path());
    copyPath.setDisable(node == null);
    copyValue.setDisable(node == null || node.kind() == JsonOutline.Kind.RANGE);
    filterOn.setDisable(!single);
  }

  private JsonOutline.@Nullable Node chosen() {
    TreeItem<JsonOutline.Node> item = tree.getSelectionModel().getSelectedItem();
    return item == null ? null : item.getValue();
  }

  @FXML
  private void copyThePath() {
    JsonOutline.Node node = chosen();
    if (node != null) {
      copy(node.path());
    }
  }

  @FXML
  private void copyTheValue() {
    JsonOutline.Node node = chosen();
    JsonOutline outline = outline();
    if (node != null && outline != null) {
      copy(outline.text(node));
    }
  }

  @FXML
  private void copyDocument() {
    DocumentViewModel.Opened opened = viewModel.openedProperty().get();
    if (opened != null) {
      copy(new String(opened.record().body(), StandardCharsets.UTF_8));
    }
  }

  private static void copy(String words) {
    ClipboardContent content = new ClipboardContent();
    content.putString(words);
    Clipboard.getSystemClipboard().setContent(content);
  }

  @FXML
  private void filterOnThis() {
    JsonOutline.Node node = chosen();
    JsonOutline outline = outline();
    if (node != null && outline != null) {
      filterOnPath.accept(JsonPaths.condition(node.path(), outline.raw(node)));
    }
  }

  @FXML
  private void findNext() {
    if (text.getItems() instanceof LineList lines && !findText.getText().isEmpty()) {
      int found = lines.find(findText.getText(), text.getSelectionModel().getSelectedIndex());
      if (found >= 0) {
        text.getSelectionModel().clearAndSelect(found);
        text.scrollTo(Math.max(0, found - 5));
      }
    }
  }

  @FXML
  private void compareWithLoaded() {
    versions.setValue(null);
    viewModel.compareWithLoaded();
  }

  /// The comparison, with the version before when nothing is compared yet.
  void showDiff() {
    tabs.getSelectionModel().select(diffTab);
    DocumentViewModel.Opened opened = viewModel.openedProperty().get();
    if (opened != null && viewModel.comparisonProperty().get() == null) {
      List<RawLine> others = Objects.requireNonNull(versions.getItems());
      others.stream()
          .filter(line -> line.id() < opened.record().line().id())
          .findFirst()
          .ifPresent(versions::setValue);
    }
  }
}
