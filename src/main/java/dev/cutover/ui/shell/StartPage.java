package dev.cutover.ui.shell;

import dev.cutover.job.Problem;
import dev.cutover.ui.Connector;
import dev.cutover.ui.fx.Texts;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// What is seen while the servers are being opened, and when they could not be.
public final class StartPage extends StackPane {
  /// Servers that run answer sooner, and then there is nothing to be moved: what moves is drawn
  /// sixty times a second, beside a program that has enough to do while it starts.
  private static final Duration UNTIL_SOMETHING_MOVES = Duration.millis(800);

  private final Texts texts;
  private final String name;
  private final VBox box = new VBox();
  private final Label step = new Label();

  public StartPage(Texts texts, String name) {
    this.texts = texts;
    this.name = name;
    box.getStyleClass().add("start-box");
    Label title = new Label(texts.get("start.connecting", name));
    title.getStyleClass().add("title-2");
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setProgress(0);
    PauseTransition patience = new PauseTransition(UNTIL_SOMETHING_MOVES);
    patience.setOnFinished(
        _ -> {
          if (getScene() != null) {
            bar.setProgress(ProgressIndicator.INDETERMINATE_PROGRESS);
          }
        });
    patience.play();
    bar.setAccessibleText(title.getText());
    step.setWrapText(true);
    step.setId("start-step");
    box.getChildren().addAll(title, bar, step);
    box.setMaxHeight(Region.USE_PREF_SIZE);
    VBox page = new VBox(box);
    page.getStyleClass().add("start-page");
    getChildren().add(page);
  }

  public void show(Connector.Step now) {
    step.setText(texts.get("start." + now.name().toLowerCase(Locale.ROOT)));
  }

  /// The servers that were open are being closed.
  public void closing() {
    step.setText(texts.get("connect.closing", name));
  }

  /// @param again tries once more
  /// @param choose shows the profiles
  public void fail(Problem problem, Runnable again, Runnable choose, Runnable quit) {
    Label title = new Label(texts.get("start.failed"));
    title.getStyleClass().add("title-2");
    Label what = new Label(problem.what());
    what.setId("start-problem");
    what.getStyleClass().add("problem");
    what.setWrapText(true);
    Label remedy = new Label(problem.remedy());
    remedy.setId("start-remedy");
    remedy.setWrapText(true);
    Button retry = new Button(texts.get("start.retry"));
    retry.setId("start-retry");
    retry.setDefaultButton(true);
    retry.setOnAction(_ -> again.run());
    Button profiles = new Button(texts.get("connect.command"));
    profiles.setId("start-connections");
    profiles.setOnAction(_ -> choose.run());
    Button leave = new Button(texts.get("start.quit"));
    leave.setId("start-quit");
    leave.setOnAction(_ -> quit.run());
    box.getChildren().setAll(title, what, remedy, new HBox(8, retry, profiles, leave));
  }
}
