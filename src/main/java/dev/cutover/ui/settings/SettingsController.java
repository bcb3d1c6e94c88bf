package dev.cutover.ui.settings;

import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Looks;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Theme;
import java.util.Map;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The tabs of the settings: integrations with their switches and schedules, mappings, the window
/// itself, keys. Only the tab in front is read.
public final class SettingsController implements Page {
  private final IntegrationsController integrations;
  private final ScreenContext context;
  private final Looks looks;
  private final Map<String, String> folders;
  private final MappingsController mappings;
  private final Node keyList;
  private final Parent root;
  private boolean inFront;

  @FXML private Tab integrationsTab;
  @FXML private Tab mappingsTab;
  @FXML private HBox lookButtons;
  @FXML private CheckBox utc;
  @FXML private GridPane places;
  @FXML private VBox keys;

  /// @param looks of the window
  /// @param folders where the program keeps what, by name
  /// @param keyList all keys of the window
  public SettingsController(
      IntegrationsController integrations,
      MappingsController mappings,
      ScreenContext context,
      Looks looks,
      Map<String, String> folders,
      Node keyList) {
    this.integrations = integrations;
    this.context = context;
    this.looks = looks;
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
    ToggleGroup group = new ToggleGroup();
    addLook(group, Optional.empty(), "system");
    for (Theme each : Theme.values()) {
      addLook(group, Optional.of(each), each.word());
    }
    utc.setSelected(context.times().utcProperty().get());
    utc.setOnAction(_ -> context.times().setUtc(utc.isSelected()));
    context.times().utcProperty().addListener((_, _, now) -> utc.setSelected(now));
    int row = 0;
    for (Map.Entry<String, String> each : folders.entrySet()) {
      Label path = new Label(each.getValue());
      path.getStyleClass().add("code");
      places.addRow(row++, new Label(texts.get("settings.folder." + each.getKey())), path);
    }
  }

  private void addLook(ToggleGroup group, Optional<Theme> look, String word) {
    ToggleButton button = new ToggleButton(context.texts().get("theme." + word));
    button.setId("look-" + word);
    button.setToggleGroup(group);
    button.setSelected(looks.chosenProperty().get().equals(look));
    button.setOnAction(
        _ -> {
          looks.choose(look);
          // One is always chosen: to press it again does not let go of it.
          button.setSelected(true);
        });
    looks
        .chosenProperty()
        .addListener(
            (_, _, now) -> {
              if (now.equals(look)) {
                button.setSelected(true);
              }
            });
    lookButtons.getChildren().add(button);
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
  public Optional<Live> reads() {
    return integrationsTab.isSelected()
        ? Optional.of(integrations.live())
        : mappingsTab.isSelected() ? Optional.of(mappings.live()) : Optional.empty();
  }

  @Override
  public Optional<String> commandLine() {
    return integrationsTab.isSelected()
        ? Optional.of("cutover integration list")
        : mappingsTab.isSelected() ? Optional.of("cutover mapping list") : Optional.empty();
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
