package dev.cutover.ui.pipeline;

import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.StatePill;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A run drawn vertically: its head, then extract, transform, load one under the other.
final class RunCard extends VBox {
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

  RunCard(RunCardViewModel card, PipelineViewModel pipeline, Texts texts) {
    getStyleClass().addAll("card", "run-card");
    setId("run-" + card.run());
    Label title = new Label();
    title.getStyleClass().add("strong");
    title.textProperty().bind(card.titleProperty());
    StatePill pill = new StatePill();
    card.statusProperty().addListener((_, _, now) -> show(pill, now, texts));
    show(pill, card.statusProperty().get(), texts);
    Label jobs = new Label();
    jobs.getStyleClass().add("muted");
    jobs.textProperty().bind(card.jobsProperty());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(10, title, pill, gap, jobs);
    head.setAlignment(Pos.CENTER_LEFT);
    Label problem = new Label();
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.textProperty().bind(card.problemProperty());
    problem.visibleProperty().bind(card.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    Label held = new Label();
    held.getStyleClass().add("held");
    held.setWrapText(true);
    held.textProperty().bind(card.heldProperty());
    held.visibleProperty().bind(card.heldProperty().isNotEmpty());
    held.managedProperty().bind(held.visibleProperty());
    getChildren()
        .addAll(head, held, lanes(card, texts), problem, RunCardActs.of(card, pipeline, texts));
    setFocusTraversable(true);
    accessibleTextProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    card.titleProperty().get()
                        + ", "
                        + texts.getOr("run." + card.statusProperty().get(), "")
                        + ", "
                        + card.jobsProperty().get(),
                card.titleProperty(),
                card.statusProperty(),
                card.jobsProperty()));
  }

  private static void show(StatePill pill, String status, Texts texts) {
    pill.show(status, texts.getOr("run." + status, status));
  }

  private static GridPane lanes(RunCardViewModel card, Texts texts) {
    GridPane grid = new GridPane(12, 4);
    grid.getStyleClass().add("lanes");
    int row = 0;
    for (LaneViewModel lane : card.lanes()) {
      Label name = new Label(texts.get("stage." + lane.stage().word()));
      name.getStyleClass().add("lane-name");
      name.setMinWidth(Region.USE_PREF_SIZE);
      ProgressBar bar = new ProgressBar();
      bar.setMaxWidth(Double.MAX_VALUE);
      bar.setPrefWidth(220);
      bar.progressProperty().bind(lane.progressProperty());
      bar.setAccessibleText(name.getText());
      lane.failedProperty()
          .addListener((_, _, failed) -> bar.pseudoClassStateChanged(FAILED, failed));
      bar.pseudoClassStateChanged(FAILED, lane.failedProperty().get());
      GridPane.setHgrow(bar, Priority.SOMETIMES);
      Label counts = new Label();
      counts.getStyleClass().add("figures");
      counts.textProperty().bind(lane.countsProperty());
      counts.setMinWidth(230);
      Label speed = new Label();
      speed.getStyleClass().addAll("figures", "muted");
      speed.textProperty().bind(lane.speedProperty());
      speed.setMinWidth(190);
      grid.addRow(row++, name, bar, counts, speed);
    }
    return grid;
  }
}
