package dev.cutover.ui.shell;

import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.StatePill;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Tells for a short while, at the lower right and without taking the focus, what ended badly,
/// needs a look, or ended after it took long. One at a time: the newest takes the place of the one
/// before.
final class Toasts {
  private static final Duration SHOWN = Duration.seconds(8);
  private static final double WIDTH = 380;

  private final StackPane layers;
  private final Texts texts;
  private final PauseTransition rest = new PauseTransition(SHOWN);
  private final HBox box = new HBox(10);
  private final StatePill pill = new StatePill();
  private final Label title = new Label();
  private final Label text = new Label();

  Toasts(StackPane layers, Activities activities, Texts texts) {
    this.layers = layers;
    this.texts = texts;
    box.setId("toast");
    box.getStyleClass().add("toast");
    box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    title.getStyleClass().add("strong");
    title.setWrapText(true);
    title.setId("toast-title");
    text.setWrapText(true);
    text.managedProperty().bind(text.textProperty().isNotEmpty());
    VBox words = new VBox(2, title, text);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button gone = new Button(texts.get("dialog.close"));
    gone.getStyleClass().add("status-button");
    gone.setMinWidth(Region.USE_PREF_SIZE);
    // It comes and goes by itself, so nobody is led to it by the Tab key.
    gone.setFocusTraversable(false);
    gone.setOnAction(_ -> hide());
    box.getChildren().addAll(pill, words, gone);
    StackPane.setAlignment(box, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(box, new Insets(0, 16, 44, 0));
    rest.setOnFinished(_ -> hide());
    activities
        .notices()
        .addListener(
            (ListChangeListener<Activities.Notice>)
                change -> {
                  while (change.next()) {
                    change.getAddedSubList().stream()
                        .filter(Activities.Notice::isLoud)
                        .findFirst()
                        .ifPresent(this::show);
                  }
                });
  }

  private void show(Activities.Notice notice) {
    String kind =
        switch (notice.kind()) {
          case DONE -> "done";
          case FAILED -> "failed";
          case WARNING -> "warn";
        };
    pill.show(kind, texts.get("notice." + kind.toLowerCase(Locale.ROOT)));
    title.setText(notice.title());
    text.setText(notice.text());
    if (!layers.getChildren().contains(box)) {
      layers.getChildren().add(box);
    }
    rest.playFromStart();
  }

  private void hide() {
    rest.stop();
    layers.getChildren().remove(box);
  }
}
