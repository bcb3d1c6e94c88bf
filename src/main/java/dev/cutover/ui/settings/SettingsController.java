package dev.cutover.ui.settings;

import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Theme;
import java.util.Map;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The tabs of the settings: integrations with their switches and schedules, mappings, the window
/// itself, keys. Only the tab in front is read.
public final class SettingsController implements Page {
  private final IntegrationsController integrations;
  private final ScreenContext context;
  private final Consumer<Theme> look;
  private final Map<String, String> folders;
  private final MappingsController mappings;
  private final Node keyList;
  private final Parent root;
  private boolean inFront;

  @FXML private Tab integrationsTab;
  @FXML private Tab mappingsTab;
  @FXML private HBox looks;
  @FXML private CheckBox utc;
  @FXML private GridPane places;
  @FXML private VBox keys;

  /// @param look puts a look onto the window
  /// @param folders where the program keeps what, by name
  /// @param keyList all keys of the window
  public SettingsController(
      IntegrationsController integrations,
      MappingsController mappings,
      ScreenContext context,
      Consumer<Theme> look,
      Map<String, String> folders,
      Node keyList) {
    this.integrations = integrations;
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
    integrationsTab.setContent(integrations.root());
    mappingsTab.setContent(mappings.root());
    keys.getChildren().add(keyList);
    integrationsTab.selectedProperty().addListener(_ -> readWhatIsInFront());
    mappingsTab.selectedProperty().addListener(_ -> readWhatIsInFront());
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

  private void readWhatIsInFront() {
    read(integrations.live(), inFront && integrationsTab.isSelected());
    read(mappings.live(), inFront && mappingsTab.isSelected());
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
    integrations.live().refresh();
    mappings.live().refresh();
  }

  @Override
  public void focusFilter() {
    if (mappingsTab.isSelected()) {
      mappings.focusFilter();
    }
  }
}
