package dev.cutover.ui.shell;

import dev.cutover.monitor.Pace;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.Activity;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import java.util.HashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/// Running tasks in the status bar: what, how far, how long still, and a way to stop.
final class TaskStrip {
  private final HBox box;
  private final ScreenContext context;
  private final Map<Activity, Row> rows = new HashMap<>();

  TaskStrip(HBox box, ScreenContext context) {
    this.box = box;
    this.context = context;
    Activities activities = context.activities();
    activities.running().addListener((ListChangeListener<Activity>) _ -> show(activities));
    show(activities);
  }

  private void show(Activities activities) {
    rows.keySet().retainAll(activities.running());
    box.getChildren().clear();
    for (Activity each : activities.running()) {
      Row row = rows.computeIfAbsent(each, activity -> new Row(activity, context.texts()));
      box.getChildren().add(row.box);
    }
  }

  /// Called at every beat of the frame.
  void tick() {
    rows.values().forEach(row -> row.tick(context));
  }

  private static final class Row {
    private final Activity activity;
    private final Label title;
    private final ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final HBox box;
    private final Pace pace = new Pace();

    Row(Activity activity, Texts texts) {
      this.activity = activity;
      this.title = new Label(activity.title());
      bar.setAccessibleText(activity.title());
      bar.setPrefWidth(90);
      Button stop = new Button(texts.get("task.cancel"));
      stop.getStyleClass().add("status-button");
      stop.setOnAction(
          _ -> {
            activity.cancel();
            stop.setDisable(true);
          });
      box = new HBox(6, title, bar, stop);
      box.setAlignment(Pos.CENTER_LEFT);
    }

    void tick(ScreenContext context) {
      long total = activity.total();
      long done = activity.done();
      pace.observe(context.clock().instant(), done);
      if (total <= 0) {
        return;
      }
      bar.setProgress(Math.min(1, (double) done / total));
      String left =
          pace.left(total - done)
              .map(range -> context.texts().get("task.left", Times.span(range.most())))
              .orElse("");
      title.setText("%s %d %% %s".formatted(activity.title(), 100 * done / total, left).strip());
    }
  }
}
