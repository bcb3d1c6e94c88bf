package dev.cutover.ui.queues;

import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.BlockedBy;
import java.util.Locale;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Wires the topology tab.
public final class TopologyController {
  private final TopologyViewModel viewModel;
  private final Texts texts;

  @FXML private VBox page;
  @FXML private Node content;
  @FXML private Button show;
  @FXML private Button apply;
  @FXML private Button verify;
  @FXML private Button confirm;
  @FXML private Label whyNot;
  @FXML private VBox question;
  @FXML private ListView<TopologyLine> lines;

  public TopologyController(TopologyViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
  }

  public TopologyViewModel getViewModel() {
    return viewModel;
  }

  /// @param band says when what was found is old
  void setBand(Function<Node, Node> band) {
    page.getChildren().addFirst(band.apply(content));
  }

  @FXML
  private void initialize() {
    show.disableProperty().bind(viewModel.busyProperty());
    apply.disableProperty().bind(viewModel.applyImpossible());
    verify.disableProperty().bind(viewModel.verifyImpossible());
    BlockedBy.explain(apply, viewModel.whyNotApply());
    BlockedBy.explain(verify, viewModel.blocked());
    whyNot.textProperty().bind(viewModel.whyNotApply());
    question.visibleProperty().bind(viewModel.askingProperty());
    question.managedProperty().bind(question.visibleProperty());
    viewModel
        .askingProperty()
        .addListener(
            (_, _, asking) -> {
              if (asking) {
                confirm.requestFocus();
              }
            });
    lines.setItems(viewModel.lines());
    lines.setCellFactory(_ -> new LineCell());
    lines.widthProperty().addListener(_ -> lines.refresh());
  }

  @FXML
  private void show() {
    viewModel.show();
  }

  @FXML
  private void askToApply() {
    viewModel.askToApply();
  }

  @FXML
  private void apply() {
    viewModel.apply();
  }

  @FXML
  private void takeBack() {
    viewModel.takeBack();
  }

  @FXML
  private void verify() {
    viewModel.verify();
  }

  /// Sign and text; the sign's colour by style class.
  private final class LineCell extends ListCell<TopologyLine> {
    @Override
    protected void updateItem(@Nullable TopologyLine line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      String kind = line.kind().name().toLowerCase(Locale.ROOT);
      Label sign = new Label(line.kind().sign());
      sign.getStyleClass().add("sign");
      Label text = new Label(line.text());
      text.setWrapText(true);
      text.setMinHeight(Region.USE_PREF_SIZE);
      // The list is as wide as the window; a long line is wrapped into it.
      text.setMaxWidth(Math.max(100, lines.getWidth() - 70));
      HBox box = new HBox(sign, text);
      box.getStyleClass().addAll("topology-line", kind);
      setGraphic(box);
      setAccessibleText(texts.get("queues.topology.kind." + kind) + ": " + line.text());
    }
  }
}
