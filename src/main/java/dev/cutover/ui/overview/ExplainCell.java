package dev.cutover.ui.overview;

import dev.cutover.monitor.Reconciliation;
import dev.cutover.ui.fx.Texts;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableCell;

/// The way from a line with a gap to its explanation; empty on lines that are whole.
final class ExplainCell extends TableCell<Reconciliation.Line, String> {
  private final Hyperlink link;

  ExplainCell(Texts texts, Consumer<Reconciliation.Line> explain) {
    link = new Hyperlink(texts.get("overview.explain"));
    link.getStyleClass().add("explain");
    link.setOnAction(
        _ -> {
          link.setVisited(false);
          explain.accept(getTableRow().getItem());
        });
  }

  @Override
  protected void updateItem(String item, boolean empty) {
    super.updateItem(item, empty);
    Reconciliation.Line line = getTableRow() == null ? null : getTableRow().getItem();
    setGraphic(!empty && line != null && line.needsExplanation() ? link : null);
  }
}
