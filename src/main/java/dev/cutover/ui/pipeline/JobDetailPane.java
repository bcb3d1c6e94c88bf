package dev.cutover.ui.pipeline;

import dev.cutover.monitor.JobBrowser;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.StatePill;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One job: its state, what it is to do, and everything that happened to it.
final class JobDetailPane {
  private JobDetailPane() {}

  static void show(VBox pane, JobBrowser.@Nullable JobDetail detail, ScreenContext context) {
    Texts texts = context.texts();
    pane.getChildren().clear();
    if (detail == null) {
      Label none = new Label(texts.get("jobs.detail.none"));
      none.setWrapText(true);
      none.getStyleClass().add("muted");
      pane.getChildren().add(none);
      return;
    }
    JobBrowser.JobLine line = detail.line();
    Label title = new Label(texts.get("jobs.detail.title", String.valueOf(line.id())));
    title.setId("job-detail-title");
    title.getStyleClass().add("title-4");
    StatePill pill = new StatePill();
    pill.setId("job-detail-state");
    pill.show(line.state(), texts.getOr("state." + line.state(), line.state()));
    pane.getChildren().addAll(new HBox(10, title, pill));
    if (line.problem() != null) {
      Label problem = new Label(line.problem());
      problem.setId("job-detail-problem");
      problem.setWrapText(true);
      problem.getStyleClass().add("problem");
      pane.getChildren().add(problem);
    }
    heading(pane, texts.get("jobs.detail.timeline"));
    VBox events = new VBox(2);
    events.setId("job-detail-events");
    for (JobBrowser.Event each : detail.events()) {
      events.getChildren().add(event(each, context));
    }
    if (detail.events().isEmpty()) {
      Label none = new Label(texts.get("jobs.detail.timeline.none"));
      none.getStyleClass().add("muted");
      none.setWrapText(true);
      events.getChildren().add(none);
    }
    pane.getChildren().add(events);
    heading(pane, texts.get("jobs.detail.payload"));
    pane.getChildren().add(text("job-detail-payload", detail.payload(), texts));
    if (detail.progress() != null) {
      heading(pane, texts.get("jobs.detail.progress"));
      pane.getChildren().add(text("job-detail-progress", detail.progress(), texts));
    }
  }

  private static Label event(JobBrowser.Event event, ScreenContext context) {
    Texts texts = context.texts();
    String from = event.from() == null ? "" : texts.getOr("state." + event.from(), event.from());
    String at = event.at() == null ? "" : context.times().time(event.at());
    String detail = event.detail() == null ? "" : "  " + event.detail();
    Label label =
        new Label(
            "%s  %s \u2192 %s  (%s, %d)%s"
                .formatted(
                    at,
                    from,
                    texts.getOr("state." + event.to(), event.to()),
                    event.actor(),
                    event.attempt(),
                    detail));
    label.setWrapText(true);
    return label;
  }

  private static void heading(VBox pane, String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("section-title");
    pane.getChildren().add(heading);
  }

  private static TextArea text(String id, String value, Texts texts) {
    TextArea area = new TextArea(value);
    area.setId(id);
    area.setEditable(false);
    area.setWrapText(true);
    area.setPrefRowCount(4);
    area.setAccessibleText(texts.get("jobs.detail.payload"));
    area.getStyleClass().add("code");
    return area;
  }
}
