package dev.cutover.ui.pipeline;

import dev.cutover.job.EntityType;
import dev.cutover.job.IntegrationId;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;

/// Asks for what a run needs: which integration, which entities, how urgent, everything or what
/// changed.
final class TriggerBox extends Overlay {
  private static final int HIGHEST = 9;

  private final Texts texts;
  private final ChoiceBox<IntegrationAdmin.Line> integration = new ChoiceBox<>();
  private final FlowPane entities = new FlowPane(12, 8);
  private final CheckBox full;
  private final Spinner<Integer> priority = new Spinner<>(0, HIGHEST, RunRequest.DEFAULT_PRIORITY);

  TriggerBox(
      Texts texts,
      List<IntegrationAdmin.Line> integrations,
      String actor,
      Consumer<RunRequest> trigger,
      Runnable close) {
    this.texts = texts;
    super("trigger-box", 520, close);
    title(texts.get("trigger.title"));
    full = new CheckBox(texts.get("trigger.full"));
    full.setId("trigger-full");
    full.setWrapText(true);
    priority.setId("trigger-priority");
    priority.setEditable(true);
    priority.setPrefWidth(90);
    priority.setAccessibleText(texts.get("trigger.priority"));
    chooseFrom(integrations);
    Button start = new Button(texts.get("trigger.do"));
    start.setId("trigger-do");
    start.setDefaultButton(true);
    start.setDisable(integration.getItems().isEmpty());
    start.setOnAction(
        _ -> {
          RunRequest request = request(actor);
          close.run();
          trigger.accept(request);
        });
    Button no = new Button(texts.get("dialog.cancel"));
    no.setOnAction(_ -> close.run());
    if (integration.getItems().isEmpty()) {
      Label none = new Label(texts.get("trigger.none"));
      none.setWrapText(true);
      none.getStyleClass().add("problem");
      add(none);
    }
    add(
        new Label(texts.get("trigger.integration")),
        integration,
        new Label(texts.get("trigger.entities")),
        entities,
        full,
        new Label(texts.get("trigger.priority")),
        priority,
        new HBox(8, start, no));
  }

  private void chooseFrom(List<IntegrationAdmin.Line> integrations) {
    integration.setId("trigger-integration");
    integration.setAccessibleText(texts.get("trigger.integration"));
    integration.setMaxWidth(Double.MAX_VALUE);
    integration.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(IntegrationAdmin.Line line) {
            return line == null
                ? ""
                : line.tenant() + " \u00B7 " + line.provider() + " \u00B7 " + place(line);
          }

          @Override
          public IntegrationAdmin.Line fromString(String text) {
            throw new UnsupportedOperationException("a choice is not typed");
          }
        });
    integration.getItems().setAll(integrations.stream().filter(each -> each.active()).toList());
    integration.valueProperty().addListener((_, _, line) -> offer(line));
    integration.getSelectionModel().selectFirst();
  }

  private static String place(IntegrationAdmin.Line line) {
    return line.url().isEmpty() ? line.settings().getOrDefault("path", "") : line.url();
  }

  private void offer(IntegrationAdmin.Line line) {
    entities.getChildren().clear();
    Stream<EntityType> offered =
        line.provider().equals("files")
            ? Stream.of("jira", "github").flatMap(each -> EntityType.primariesOf(each).stream())
            : EntityType.primariesOf(line.provider()).stream();
    offered.forEach(
        entity -> {
          CheckBox box = new CheckBox(entity.word());
          // The underscore of a name is no key to press.
          box.setMnemonicParsing(false);
          box.setId("trigger-" + entity.word());
          box.setUserData(entity);
          entities.getChildren().add(box);
        });
  }

  /// No entity ticked means all.
  private RunRequest request(String actor) {
    List<EntityType> chosen = new ArrayList<>();
    entities.getChildren().stream()
        .map(CheckBox.class::cast)
        .filter(CheckBox::isSelected)
        .forEach(box -> chosen.add((EntityType) box.getUserData()));
    return new RunRequest(
        new IntegrationId(integration.getValue().integration()),
        List.copyOf(chosen),
        priority.getValue(),
        full.isSelected(),
        Map.of(),
        actor);
  }

  @Override
  public void requestFocus() {
    integration.requestFocus();
  }
}
