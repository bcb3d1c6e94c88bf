package dev.cutover.ui.rawdata;

import dev.cutover.monitor.JobBrowser;
import dev.cutover.monitor.RecordJourney.Step;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.widget.StatePill;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One step of a record's journey: when, what, its state, and what is to be said about it.
final class JourneyStep extends VBox {
  private final Texts texts;
  private final Times times;

  JourneyStep(Step step, ScreenContext context) {
    super(3);
    this.texts = context.texts();
    this.times = context.times();
    getStyleClass().add("journey-step");
    setFocusTraversable(true);
    setAccessibleText(title(step));
    getChildren().add(head(step));
    if (step.at() != null) {
      say(times.dateTime(step.at()), "muted");
    }
    switch (step) {
      case Step.Version(var line) -> say(line.problem(), "problem");
      case Step.Job(var job, var events) -> {
        say(job.problem(), "problem");
        events.forEach(event -> say(words(event), "figures"));
      }
      case Step.Loaded loaded -> say(parts(loaded), "muted");
      case Step.Letter letter -> {
        say(letter.reason(), "problem");
        say(letter.origin(), "muted");
      }
    }
  }

  private HBox head(Step step) {
    Label title = new Label(title(step));
    title.getStyleClass().add("strong");
    HBox head = new HBox(8, title);
    head.setAlignment(Pos.CENTER_LEFT);
    String state = state(step);
    if (state != null) {
      StatePill pill = new StatePill();
      pill.show(state, texts.getOr("state." + state, texts.getOr("rawdata.state." + state, state)));
      head.getChildren().add(pill);
    }
    return head;
  }

  private String title(Step step) {
    return switch (step) {
      case Step.Version(var line) ->
          texts.get("journey.version", line.version(), String.valueOf(line.id()));
      case Step.Job(var job, _) ->
          texts.get("journey.job", texts.get("stage." + job.stage()), String.valueOf(job.id()));
      case Step.Loaded loaded ->
          texts.get("journey.loaded", loaded.table(), String.valueOf(loaded.id()));
      case Step.Letter letter -> texts.get("journey.letter", String.valueOf(letter.id()));
    };
  }

  private static @Nullable String state(Step step) {
    return switch (step) {
      case Step.Version(var line) -> line.status();
      case Step.Job(var job, _) -> job.state();
      case Step.Loaded _ -> null;
      case Step.Letter letter -> letter.state();
    };
  }

  private String words(JobBrowser.Event event) {
    return texts.get(
            "journey.event",
            event.at() == null ? "" : times.time(event.at()),
            texts.getOr("state." + event.to(), event.to()),
            event.attempt(),
            event.actor())
        + (event.detail() == null ? "" : ": " + event.detail());
  }

  private String parts(Step.Loaded loaded) {
    String from =
        loaded.rawRow() == null ? "" : texts.get("journey.from", String.valueOf(loaded.rawRow()));
    String parts =
        loaded.parts().entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getKey() + " " + texts.get("number", each.getValue()))
            .collect(Collectors.joining(", "));
    return parts.isEmpty() ? from : from.isEmpty() ? parts : from + "; " + parts;
  }

  private void say(@Nullable String words, String style) {
    if (words != null && !words.isEmpty()) {
      Label label = new Label(words);
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
      label.getStyleClass().add(style);
      getChildren().add(label);
    }
  }
}
