package dev.cutover.ui.settings;

import dev.cutover.job.IntegrationId;
import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Mappings.Kind;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Columns;
import dev.cutover.ui.widget.FreshnessBand;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
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

/// The table of mappings with its filters; the form below it is [MappingForm].
public final class MappingsController {
  private final MappingsViewModel viewModel;
  private final ScreenContext context;
  private final Parent root;
  private final MappingForm form;

  @FXML private VBox page;
  @FXML private Node content;
  @FXML private ComboBox<Mappings.Tenant> tenant;
  @FXML private HBox kinds;
  @FXML private TextField filter;
  @FXML private CheckBox onlyUnmapped;
  @FXML private Label summary;
  @FXML private TableView<Mappings.Line> lines;

  public MappingsController(MappingsViewModel viewModel, ScreenContext context) {
    this.viewModel = viewModel;
    this.context = context;
    this.form = new MappingForm(viewModel, context);
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
    lines.setItems(viewModel.lines());
    lines.setPlaceholder(new Label(context.texts().get("mapping.none")));
    lines.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    viewModel.kindProperty().addListener(_ -> showKind());
    showKind();
    form.follow(lines.getSelectionModel().getSelectedItems());
    ((VBox) content).getChildren().add(form.root());
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
    form.showKind(kind);
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
        : line.unmapped() ? context.texts().get("mapping.not-applied", meaning.to()) : meaning.to();
  }

  private static String grade(Mappings.Line line) {
    Mappings.Meaning meaning = line.meaning();
    return meaning == null ? "" : meaning.grade();
  }

  private static String integration(Mappings.Line line) {
    IntegrationId integration = line.integration();
    return integration == null ? "" : integration.toString();
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
