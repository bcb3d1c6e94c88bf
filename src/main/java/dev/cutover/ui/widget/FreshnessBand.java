package dev.cutover.ui.widget;

import dev.cutover.job.Problem;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Says on a screen that its data are old and why, and greys them. Invisible while all is well.
public final class FreshnessBand extends HBox {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final PseudoClass UNREAD = PseudoClass.getPseudoClass("unread");

  private static final String LOADING = "loading";

  private final Label text = new Label();
  private final Button retry;
  private final Texts texts;
  private final Times times;
  private final Function<Exception, Problem> explain;

  /// @param content greyed while its data are stale
  /// @param live what the content shows
  public FreshnessBand(Node content, Live live, ScreenContext context) {
    this.texts = context.texts();
    this.times = context.times();
    this.explain = context.explain();
    getStyleClass().add("freshness-band");
    setAlignment(Pos.CENTER_LEFT);
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(text, Priority.ALWAYS);
    retry = new Button(texts.get("band.now"));
    retry.setOnAction(_ -> live.refresh());
    retry.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().addAll(text, retry);
    live.freshnessProperty().addListener((_, _, state) -> show(content, state));
    show(content, live.freshnessProperty().get());
  }

  private void show(Node content, FxPoller.Freshness state) {
    boolean stale = state.isStale();
    boolean loading = state.isLoading();
    setVisible(stale || loading);
    setManaged(stale || loading);
    getStyleClass().removeAll(LOADING);
    if (loading) {
      getStyleClass().add(LOADING);
      text.setText(texts.get("band.loading"));
    }
    retry.setVisible(stale);
    // Before the first picture nobody knows whether there is nothing, so nothing says so.
    content.pseudoClassStateChanged(UNREAD, state.asOf() == null);
    content.pseudoClassStateChanged(STALE, stale && state.asOf() != null);
    Exception failure = state.failure();
    if (failure != null) {
      Problem problem = explain.apply(failure);
      String age =
          state.asOf() == null
              ? texts.get("band.never")
              : texts.get("band.stale", times.time(state.asOf()));
      text.setText(
          age
              + " "
              + problem
              + " "
              + texts.get("band.retry", state.tries(), Math.max(1, state.pause().toSeconds())));
    }
  }
}
