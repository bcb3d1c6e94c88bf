package dev.cutover.ui.settings;

import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.LivePage;
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
import javafx.scene.control.TableView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Switches of the integrations, the look, the time zone, the folders.
public final class SettingsController implements LivePage {
  private final SettingsViewModel viewModel;
  private final ScreenContext context;
  private final Consumer<Theme> look;
  private final Map<String, String> folders;
  private final Parent root;

  @FXML private VBox page;
  @FXML private Node content;
  @FXML private TableView<IntegrationAdmin.Line> integrations;
  @FXML private Button on;
  @FXML private Button off;
  @FXML private HBox looks;
  @FXML private CheckBox utc;
  @FXML private GridPane places;

  /// @param look puts a look onto the window
  /// @param folders where the program keeps what, by name
  public SettingsController(
      SettingsViewModel viewModel,
      ScreenContext context,
      Consumer<Theme> look,
      Map<String, String> folders) {
    this.viewModel = viewModel;
    this.context = context;
    this.look = look;
    this.folders = folders;
    this.root = context.views().load("settings/settings", this);
  }

  @FXML
  private void initialize() {
    Texts texts = context.texts();
    page.getChildren().addFirst(new FreshnessBand(content, viewModel.live(), context));
    fillIntegrations(texts);
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

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public Live live() {
    return viewModel.live();
  }
}
