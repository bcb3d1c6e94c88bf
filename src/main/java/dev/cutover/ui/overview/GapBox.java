package dev.cutover.ui.overview;

import dev.cutover.monitor.GapExplanation;
import dev.cutover.monitor.Reconciliation;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Overlay;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Says which records of a line are missing and why, cause by cause, with what to do about each and
/// the ways to the jobs and raw rows concerned.
final class GapBox extends Overlay {
  private static final double WIDTH = 780;
  private static final double TALLEST = 520;

  private final Texts texts;
  private final Reconciliation.Line line;
  private final GapPlaces places;
  private final Runnable close;
  private final Label summary = new Label();
  private final VBox groups = new VBox();
  private final Button done;

  GapBox(Texts texts, Reconciliation.Line line, GapPlaces places, Runnable close) {
    this.texts = texts;
    this.line = line;
    this.places = places;
    this.close = close;
    super("gap-box", WIDTH, close);
    title(texts.get("gap.title", line.entity(), line.tenant(), String.valueOf(line.integration())));
    summary.setId("gap-summary");
    summary.setWrapText(true);
    summary.getStyleClass().add("muted");
    summary.setText(texts.get("gap.reading"));
    groups.getStyleClass().add("gap-groups");
    ScrollPane scroll = new ScrollPane(groups);
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(TALLEST);
    scroll.getStyleClass().add("page-scroll");
    Label command =
        new Label(
            "cutover reconcile --explain --tenant "
                + line.tenantId()
                + " --integration "
                + line.integration()
                + " --entity "
                + line.entity());
    command.getStyleClass().add("command-line");
    command.setWrapText(true);
    done = new Button(texts.get("dialog.close"));
    done.setId("gap-close");
    done.setOnAction(_ -> close.run());
    add(summary, scroll, command, new HBox(8, done));
  }

  void show(GapExplanation found) {
    summary.setText(
        texts.get(
            found.groups().isEmpty()
                ? "gap.none"
                : found.complete() ? "gap.summary" : "gap.summary.at-least",
            found.rows()));
    groups.getChildren().clear();
    int number = 0;
    for (GapExplanation.Group group : found.groups()) {
      groups.getChildren().add(card(group, number++));
    }
  }

  void fail(String words) {
    summary.setText(words);
  }

  private VBox card(GapExplanation.Group group, int number) {
    String word = "gap.cause." + group.cause().word().replace('_', '-');
    Label count = new Label(texts.get("number", group.rows()));
    count.getStyleClass().add("gap-count");
    count.setMinWidth(Region.USE_PREF_SIZE);
    Label cause = new Label(texts.get(word));
    cause.getStyleClass().add("strong");
    cause.setWrapText(true);
    HBox head = new HBox(12, count, cause);
    head.setAlignment(Pos.BASELINE_LEFT);
    VBox card = new VBox(6, head);
    card.setId("gap-" + number);
    card.getStyleClass().addAll("card", "gap-card");
    if (group.problem() != null) {
      card.getChildren().add(wrapped(group.problem(), "problem"));
    }
    card.getChildren()
        .add(
            wrapped(
                group.remedy().isEmpty() ? texts.get(word + ".remedy") : group.remedy(), "muted"));
    card.getChildren().add(ways(group, number));
    return card;
  }

  private HBox ways(GapExplanation.Group group, int number) {
    Label example = new Label(texts.get("gap.example", group.example().name()));
    example.setMinWidth(0);
    Region room = new Region();
    HBox.setHgrow(room, Priority.ALWAYS);
    HBox ways = new HBox(8, example, room);
    ways.setAlignment(Pos.CENTER_LEFT);
    if (!group.cause().jobStates().isEmpty()) {
      ways.getChildren().add(way("gap-jobs-" + number, "gap.jobs", () -> places.jobs(line, group)));
    }
    ways.getChildren()
        .add(way("gap-raw-" + number, "gap.raw-rows", () -> places.rawRows(line, group)));
    return ways;
  }

  private Button way(String id, String key, Runnable leads) {
    Button way = new Button(texts.get(key));
    way.setId(id);
    way.setMinWidth(Region.USE_PREF_SIZE);
    way.setOnAction(
        _ -> {
          close.run();
          leads.run();
        });
    return way;
  }

  private static Label wrapped(String words, String style) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }

  @Override
  public void requestFocus() {
    done.requestFocus();
  }
}
