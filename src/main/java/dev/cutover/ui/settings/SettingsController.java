package dev.cutover.ui.settings;

import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.widget.Columns;
import dev.cutover.ui.widget.FreshnessBand;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The tabs of the settings: integrations with their switches, mappings, the window itself, keys. Only
/// the tab in front is read.
public final class SettingsController implements Page {
  private final SettingsViewModel viewModel;
  private final ScreenContext context;
  private final Consumer<Theme> look;
  private final Map<String, String> folders;
  private final MappingsController mappings;
  private final Node keyList;
  private final Parent root;
  private boolean inFront;

  @FXML private TabPane tabs;
  @FXML private Tab integrationsTab;
  @FXML private Tab mappingsTab;
  @FXML private VBox page;
  @FXML private Node content;
  @FXML private TableView<IntegrationAdmin.Line> integrations;
  @FXML private Button on;
  @FXML private Button off;
  @FXML private HBox looks;
  @FXML private CheckBox utc;
  @FXML private GridPane places;
  @FXML private HBox switches;
  @FXML private Label whyNot;
  @FXML private VBox keys;

  /// @param look puts a look onto the window
  /// @param folders where the program keeps what, by name
  /// @param keyList all keys of the window
  public SettingsController(
      SettingsViewModel viewModel,
      MappingsController mappings,
      ScreenContext context,
      Consumer<Theme> look,
      Map<String, String> folders,
      Node keyList) {
    this.viewModel = viewModel;
    this.context = context;
    this.look = look;
    this.folders = folders;
    this.mappings = mappings;
    this.keyList = keyList;
    this.root = context.views().load("settings/settings", this);
  }

  @FXML
  private void initialize() {
    Texts texts = context.texts();
    page.getChildren().addFirst(new FreshnessBand(content, viewModel.live(), context));
    fillIntegrations(texts);
    mappingsTab.setContent(mappings.root());
    keys.getChildren().add(keyList);
    tabs.getSelectionModel().selectedItemProperty().addListener(_ -> readWhatIsInFront());
    for (Theme each : Theme.values()) {
      Button button = new Button(texts.get("theme." + each.word()));
      button.setId("look-" + each.word());
      button.setOnAction(_ -> look.accept(each));
      looks.getChildren().add(button);
    }
    utc.setSelected(context.times().utcProperty().get());
    utc.setOnAction(_ -> context.times().setUtc(utc.isSelected()));
    int row = 0;
    for (Map.Entry<String, String> each : folders.entrySet()) {
      Label path = new Label(each.getValue());
      path.getStyleClass().add("code");
      places.addRow(row++, new Label(each.getKey()), path);
    }
  }

  private void fillIntegrations(Texts texts) {
    Columns columns = new Columns(texts);
    integrations.setItems(viewModel.integrations());
    integrations.setPlaceholder(new Label(texts.get("settings.integrations.none")));
    integrations
        .getColumns()
        .add(columns.number("settings.integration.id", 60, IntegrationAdmin.Line::integration));
    integrations
        .getColumns()
        .add(columns.text("overview.tenant", 160, IntegrationAdmin.Line::tenant));
    integrations
        .getColumns()
        .add(columns.text("overview.provider", 90, IntegrationAdmin.Line::provider));
    integrations
        .getColumns()
        .add(
            columns.text(
                "settings.integration.place",
                260,
                line ->
                    line.url().isEmpty() ? line.settings().getOrDefault("path", "") : line.url()));
    integrations
        .getColumns()
        .add(
            columns.text(
                "settings.integration.active",
                70,
                line -> texts.get(line.active() ? "settings.yes" : "settings.no")));
    integrations
        .getColumns()
        .add(
            columns.text(
                "settings.integration.paused",
                180,
                line -> {
                  String because = line.pausedBecause();
                  return because == null ? "" : because;
                }));
    WhyNot.on(switches, whyNot, viewModel.writableProperty(), texts);
    var chosen = integrations.getSelectionModel().selectedItemProperty();
    var locked = viewModel.writableProperty().not().or(chosen.isNull());
    on.disableProperty()
        .bind(
            locked.or(
                Bindings.createBooleanBinding(
                    () -> chosen.get() != null && chosen.get().active(), chosen)));
    off.disableProperty()
        .bind(
            locked.or(
                Bindings.createBooleanBinding(
                    () -> chosen.get() != null && !chosen.get().active(), chosen)));
  }

  @FXML
  private void switchOn() {
    viewModel.setActive(integrations.getSelectionModel().getSelectedItem(), true);
  }

  @FXML
  private void switchOff() {
    viewModel.setActive(integrations.getSelectionModel().getSelectedItem(), false);
  }

  private void readWhatIsInFront() {
    Tab front = tabs.getSelectionModel().getSelectedItem();
    read(viewModel.live(), inFront && front == integrationsTab);
    read(mappings.live(), inFront && front == mappingsTab);
  }

  private static void read(Live live, boolean wanted) {
    if (wanted) {
      live.start();
    } else {
      live.stop();
    }
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void shown() {
    inFront = true;
    readWhatIsInFront();
  }

  @Override
  public void hidden() {
    inFront = false;
    readWhatIsInFront();
  }

  @Override
  public void refresh() {
    viewModel.live().refresh();
    mappings.live().refresh();
  }

  @Override
  public void focusFilter() {
    if (tabs.getSelectionModel().getSelectedItem() == mappingsTab) {
      mappings.focusFilter();
    }
  }
}
