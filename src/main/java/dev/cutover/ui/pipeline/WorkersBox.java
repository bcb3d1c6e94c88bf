package dev.cutover.ui.pipeline;

import dev.cutover.job.Stage;
import dev.cutover.pipeline.LocalWorkers;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Overlay;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;

/// How many jobs this window works on at once in each stage. Zero everywhere stops its workers.
final class WorkersBox extends Overlay {
  private final Map<Stage, Spinner<Integer>> fields = new EnumMap<>(Stage.class);

  WorkersBox(
      Texts texts, LocalWorkers.State now, Consumer<Map<Stage, Integer>> change, Runnable close) {
    super("workers-box", 480, close);
    title(texts.get("workers.title"));
    Label text = new Label(texts.get("workers.text", now.most()));
    text.setWrapText(true);
    Label wrong = new Label();
    wrong.getStyleClass().add("problem");
    GridPane grid = new GridPane(12, 8);
    int row = 0;
    for (Stage stage : Stage.values()) {
      Spinner<Integer> field = new Spinner<>(0, now.most(), now.slots().getOrDefault(stage, 0));
      field.setId("workers-" + stage.word());
      field.setAccessibleText(texts.get("stage." + stage.word()));
      field.setEditable(true);
      field.setPrefWidth(90);
      fields.put(stage, field);
      grid.addRow(row++, new Label(texts.get("stage." + stage.word())), field);
    }
    Button set = new Button(texts.get("workers.do"));
    set.setId("workers-do");
    set.setDefaultButton(true);
    set.setOnAction(
        _ -> {
          Map<Stage, Integer> wanted = wanted();
          if (wanted.values().stream().mapToInt(Integer::intValue).sum() > now.most()) {
            wrong.setText(texts.get("workers.too-many", now.most()));
          } else {
            close.run();
            change.accept(wanted);
          }
        });
    Button stop = new Button(texts.get("workers.stop"));
    stop.setId("workers-stop");
    stop.setDisable(now.slots().isEmpty());
    stop.setOnAction(
        _ -> {
          close.run();
          change.accept(Map.of());
        });
    Button no = new Button(texts.get("dialog.cancel"));
    no.setOnAction(_ -> close.run());
    add(text, grid, wrong, new HBox(8, set, stop, no));
  }

  private Map<Stage, Integer> wanted() {
    Map<Stage, Integer> wanted = new EnumMap<>(Stage.class);
    fields.forEach(
        (stage, field) -> {
          if (field.getValue() > 0) {
            wanted.put(stage, field.getValue());
          }
        });
    return wanted;
  }

  @Override
  public void requestFocus() {
    fields.values().iterator().next().requestFocus();
  }
}
