package dev.cutover.ui.pipeline;

import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.BlockedBy;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

/// What can be done with the run of a card: its dead jobs redriven, its integration paused.
final class RunCardActs {
  private RunCardActs() {}

  static HBox of(RunCardViewModel card, PipelineViewModel pipeline, Texts texts) {
    Button redrive = new Button(texts.get("run.redrive"));
    redrive.setId("redrive-" + card.run());
    redrive.setOnAction(_ -> pipeline.redrive(card.run()));
    redrive
        .visibleProperty()
        .bind(card.snapshotProperty().map(run -> run.mayBeRedriven()).orElse(false));
    Button hold = new Button();
    hold.setId("hold-" + card.run());
    hold.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> texts.get(card.heldProperty().get().isEmpty() ? "hold.pause" : "hold.resume"),
                card.heldProperty()));
    hold.setOnAction(
        _ -> {
          IntegrationAdmin.Line line = card.integrationProperty().get();
          if (line != null) {
            pipeline.hold(line);
          }
        });
    hold.visibleProperty().bind(card.integrationProperty().isNotNull());
    HBox row = new HBox(8, hold, redrive);
    for (Button each : new Button[] {hold, redrive}) {
      each.managedProperty().bind(each.visibleProperty());
      BlockedBy.bind(each, pipeline.blockedBy());
    }
    row.managedProperty().bind(hold.visibleProperty().or(redrive.visibleProperty()));
    return row;
  }
}
