package dev.cutover.ui.pipeline;

import dev.cutover.monitor.JobBrowser;
import dev.cutover.ui.fx.Texts;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A kind of problem with how many jobs have it.
final class ProblemGroupCell extends ListCell<JobBrowser.ProblemGroup> {
  private final Texts texts;
  private final Label head = new Label();
  private final Label what = new Label();
  private final VBox lines = new VBox(2, head, what);

  ProblemGroupCell(Texts texts) {
    this.texts = texts;
    head.getStyleClass().add("strong");
    what.setWrapText(true);
    what.maxWidthProperty().bind(widthProperty().subtract(24));
    what.setMinHeight(Region.USE_PREF_SIZE);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(JobBrowser.ProblemGroup item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
    } else {
      head.setText(texts.get("groups.jobs", item.jobs(), item.code()));
      what.setText(item.pattern());
      setGraphic(lines);
    }
  }
}
