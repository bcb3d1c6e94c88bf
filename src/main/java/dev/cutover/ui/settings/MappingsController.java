package dev.cutover.ui.settings;

import dev.cutover.job.IntegrationId;
import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Mappings.Kind;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Columns;
import dev.cutover.ui.widget.FreshnessBand;
import dev.cutover.ui.widget.Question;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The table of mappings and the form below it.
public final class MappingsController {
  private final MappingsViewModel viewModel;
  private final ScreenContext context;
  private final Parent root;
  // Held here: a binding that nobody holds is collected.
  private @Nullable StringBinding blocked;

  @FXML private VBox page;
  @FXML private Node content;
  @FXML private ComboBox<Mappings.Tenant> tenant;
  @FXML private HBox kinds;
  @FXML private TextField filter;
  @FXML private CheckBox onlyUnmapped;
  @FXML private Label summary;
  @FXML private TableView<Mappings.Line> lines;
  @FXML private Label chosen;
  @FXML private Label gradeLabel;
  @FXML private ComboBox<String> to;
  @FXML private ComboBox<String> grade;
  @FXML private HBox acts;
  @FXML private Button set;
  @FXML private Button remove;
  @FXML private Label whyNot;
  @FXML private Label result;

  public MappingsController(MappingsViewModel viewModel, ScreenContext context) {
    this.viewModel = viewModel;
    this.context = context;
    this.root = context.views().load("settings/mappings", this);
  }

  @FXML
  private void initialize() {
    page.getChildren().addFirst(new FreshnessBand(content, viewModel.live(), context));
    tenant.setItems(viewModel.tenants());
    tenant.setButtonCell(new TenantCell());
    tenant.setCellFactory(_ -> new TenantCell());
    tenant.valueProperty().bindBidirectional(viewModel.tenantProperty());
    fillKinds();
    filter.textProperty().bindBidirectional(viewModel.filterProperty());
    onlyUnmapped.selectedProperty().bindBidirectional(viewModel.onlyUnmappedProperty());
    summary.textProperty().bind(viewModel.summaryProperty());
    to.setItems(viewModel.targets());
    grade.setItems(viewModel.grades());
    result.textProperty().bind(viewModel.resultProperty());
    result.visibleProperty().bind(viewModel.resultProperty().isNotEmpty());
    result.managedProperty().bind(result.visibleProperty());
    lines.setItems(viewModel.lines());
    lines.setPlaceholder(new Label(context.texts().get("mapping.none")));
    lines.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    lines
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<Mappings.Line>) _ -> showChosen());
    viewModel.kindProperty().addListener(_ -> showKind());
    showKind();
    showChosen();
    block();
  }

  private void fillKinds() {
    ToggleGroup group = new ToggleGroup();
    for (Kind each : Kind.values()) {
      ToggleButton button = new ToggleButton(context.texts().get("mapping.kind." + each.word()));
      button.setId("kind-" + each.word());
      button.getStyleClass().add(place(each));
      button.setToggleGroup(group);
      button.setSelected(each == viewModel.kindProperty().get());
      // A second click on the one that is on would leave none on.
      button.setOnAction(
          _ -> {
            button.setSelected(true);
            viewModel.kindProperty().set(each);
          });
      kinds.getChildren().add(button);
    }
  }

  private static String place(Kind kind) {
    return switch (kind) {
      case STATUSES -> "left-pill";
      case TYPES -> "center-pill";
      case FIELDS -> "right-pill";
    };
  }

  private void showKind() {
    Kind kind = viewModel.kindProperty().get();
    Texts texts = context.texts();
    boolean graded = kind != Kind.FIELDS;
    for (Node each : List.of(gradeLabel, grade)) {
      each.setVisible(graded);
      each.setManaged(graded);
    }
    if (graded) {
      gradeLabel.setText(texts.get("mapping.grade." + kind.word()));
      grade.setAccessibleText(gradeLabel.getText());
    }
    to.getEditor().clear();
    grade.getEditor().clear();
    Columns columns = new Columns(texts);
    TableColumn<Mappings.Line, String> state =
        columns.state(
            "mapping.state", 120, "mapping.state.", line -> line.unmapped() ? "warn" : "ok");
    lines
        .getColumns()
        .setAll(
            List.of(
                state,
                columns.text("mapping.value." + kind.word(), 230, Mappings.Line::value),
                columns.number("mapping.items." + kind.word(), 100, Mappings.Line::items),
                columns.text("mapping.to", 190, this::meaning),
                graded
                    ? columns.text("mapping.grade." + kind.word(), 150, MappingsController::grade)
                    : columns.text("rawdata.integration", 150, MappingsController::integration)));
  }

  private String meaning(Mappings.Line line) {
    Mappings.Meaning meaning = line.meaning();
    return meaning == null
        ? ""
        : line.unmapped()
            ? context.texts().get("mapping.not-applied", meaning.to())
            : meaning.to();
  }

  private static String grade(Mappings.Line line) {
    Mappings.Meaning meaning = line.meaning();
    return meaning == null ? "" : meaning.grade();
  }

  private static String integration(Mappings.Line line) {
    IntegrationId integration = line.integration();
    return integration == null ? "" : integration.toString();
  }

  private void showChosen() {
    List<Mappings.Line> some = picked();
    chosen.setText(
        some.isEmpty()
            ? context.texts().get("mapping.choose")
            : String.join(", ", MappingsViewModel.values(some)));
    Mappings.Meaning meaning = some.size() == 1 ? some.getFirst().meaning() : null;
    if (meaning != null) {
      to.getEditor().setText(meaning.to());
      grade.getEditor().setText(meaning.grade());
    }
  }

  private List<Mappings.Line> picked() {
    return lines.getSelectionModel().getSelectedItems().stream()
        .filter(Objects::nonNull)
        .toList();
  }

  /// Grey buttons say why.
  private void block() {
    Texts texts = context.texts();
    var items = lines.getSelectionModel().getSelectedItems();
    StringBinding reason =
        Bindings.createStringBinding(
            () -> {
              if (!viewModel.writableProperty().get()) {
                return texts.get("settings.locked");
              }
              if (items.isEmpty()) {
                return texts.get("mapping.choose.first");
              }
              return to.getEditor().getText().isBlank()
                      || (grade.isVisible() && grade.getEditor().getText().isBlank())
                  ? texts.get("mapping.fill-in")
                  : "";
            },
            viewModel.writableProperty(),
            items,
            to.getEditor().textProperty(),
            grade.getEditor().textProperty(),
            grade.visibleProperty());
    blocked = reason;
    WhyNot.on(acts, whyNot, reason);
    set.disableProperty().bind(reason.isNotEmpty());
    remove
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    !viewModel.writableProperty().get()
                        || picked().isEmpty()
                        || picked().stream().anyMatch(line -> line.meaning() == null),
                viewModel.writableProperty(),
                items));
  }

  @FXML
  private void set() {
    Texts texts = context.texts();
    List<Mappings.Line> some = picked();
    Mappings.Meaning meaning =
        new Mappings.Meaning(
            to.getEditor().getText().strip(),
            grade.isVisible() ? grade.getEditor().getText().strip() : "");
    List<String> replaced = viewModel.replaced(some, meaning);
    if (some.size() == 1 && replaced.isEmpty()) {
      viewModel.set(some, meaning, "");
      return;
    }
    String text =
        replaced.isEmpty()
            ? String.join(", ", MappingsViewModel.values(some))
            : texts.get("mapping.replaces", String.join(", ", replaced));
    Mappings.Tenant of = Objects.requireNonNull(viewModel.tenantProperty().get());
    ask(
        texts.get("mapping.set.title", some.size(), meaning.to()),
        text,
        texts.get("mapping.set"),
        MappingCommandLine.set(of, viewModel.kindProperty().get(), some, meaning),
        reason -> viewModel.set(some, meaning, reason));
  }

  @FXML
  private void remove() {
    Texts texts = context.texts();
    List<Mappings.Line> some = picked();
    long items = some.stream().mapToLong(Mappings.Line::items).sum();
    ask(
        texts.get("mapping.remove.title", some.size()),
        texts.get("mapping.remove.text", String.join(", ", MappingsViewModel.values(some)), items),
        texts.get("mapping.remove"),
        MappingCommandLine.remove(
            Objects.requireNonNull(viewModel.tenantProperty().get()),
            viewModel.kindProperty().get(),
            some),
        reason -> viewModel.remove(some, reason));
  }

  private void ask(String title, String text, String verb, String command, Consumer<String> yes) {
    Question.Asked asked = new Question.Asked(title, text, verb, false, true, true, command);
    context.overlays().show(close -> new Question(context.texts(), asked, yes, close));
  }

  public Parent root() {
    return root;
  }

  Live live() {
    return viewModel.live();
  }

  void focusFilter() {
    filter.requestFocus();
  }

  private static final class TenantCell extends ListCell<Mappings.Tenant> {
    @Override
    protected void updateItem(Mappings.Tenant item, boolean empty) {
      super.updateItem(item, empty);
      setText(empty || item == null ? null : item.name());
    }
  }
}
