package dev.cutover.ui.cutover;

import dev.cutover.check.Finding;
import dev.cutover.check.Finding.Severity;
import dev.cutover.cutover.EffectPast;
import dev.cutover.cutover.Evidence;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.FindingsPane;
import dev.cutover.ui.widget.StatePill;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One step: what it is for, how it is undone, what was found, and the evidence of each of its
/// effects.
final class StepDetailPane {
  private final VBox pane;
  private final StepWords words;
  private final ScreenContext context;
  private @Nullable StepRow shown;

  StepDetailPane(VBox pane, StepWords words, ScreenContext context) {
    this.pane = pane;
    this.words = words;
    this.context = context;
  }

  void show(@Nullable StepRow row) {
    if (row != null && row.equals(shown)) {
      return;
    }
    boolean same = row != null && shown != null && sameButTime(row, shown);
    shown = row;
    if (same) {
      return;
    }
    pane.getChildren().clear();
    Texts texts = context.texts();
    if (row == null) {
      pane.getChildren().add(FindingsPane.wrapped(texts.get("cutover.detail.none"), "muted"));
      return;
    }
    Label title = new Label(row.title());
    title.setId("step-title");
    title.getStyleClass().add("title-4");
    StatePill pill = new StatePill();
    pill.show(row.state(), texts.get("cutover.step-state." + row.state()));
    HBox head = new HBox(10, title, pill);
    head.setAlignment(Pos.CENTER_LEFT);
    pane.getChildren().addAll(head, FindingsPane.wrapped(words.why(row.name()), "step-why"));
    pane.getChildren()
        .add(
            FindingsPane.wrapped(
                texts.get("cutover.detail.back", words.wayBack(row.name())), "muted"));
    row.line()
        .begun()
        .ifPresent(
            at ->
                pane.getChildren()
                    .add(
                        FindingsPane.wrapped(
                            texts.get("cutover.detail.begun", context.times().dateTime(at)),
                            "muted")));
    if (!row.line().error().isEmpty()) {
      pane.getChildren().add(FindingsPane.wrapped(row.line().error(), "problem"));
    }
    findings(row.line().findings());
    effects(row.line().effects());
  }

  private static boolean sameButTime(StepRow one, StepRow other) {
    return one.line().equals(other.line()) && one.title().equals(other.title());
  }

  private void findings(Evidence evidence) {
    if (evidence.facts().isEmpty()) {
      return;
    }
    heading("cutover.detail.findings");
    FindingsPane findings = new FindingsPane(context.texts());
    findings.show(parse(evidence));
    pane.getChildren().add(findings);
  }

  /// As the journal writes them: `pass: 5 GB free`.
  private static List<Finding> parse(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    evidence
        .facts()
        .forEach(
            (check, text) -> {
              for (Severity each : Severity.values()) {
                String sign = each.name().toLowerCase(Locale.ROOT) + ": ";
                if (text.startsWith(sign)) {
                  findings.add(new Finding(each, check, text.substring(sign.length()), ""));
                }
              }
            });
    return findings;
  }

  private void effects(List<EffectPast> effects) {
    if (effects.isEmpty()) {
      return;
    }
    heading("cutover.detail.effects");
    for (EffectPast each : effects) {
      Label name = new Label(each.name());
      name.getStyleClass().add("strong");
      String word = each.state().name().toLowerCase(Locale.ROOT);
      StatePill pill = new StatePill();
      pill.show(word, context.texts().get("cutover.effect." + word));
      HBox head = new HBox(8, pill, name);
      head.setAlignment(Pos.CENTER_LEFT);
      VBox box = new VBox(4, head);
      box.getStyleClass().add("effect");
      if (!each.evidence().facts().isEmpty()) {
        box.getChildren().add(facts(each.evidence()));
      }
      pane.getChildren().add(box);
    }
  }

  private static GridPane facts(Evidence evidence) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("facts");
    int line = 0;
    for (var each : evidence.facts().entrySet()) {
      Label name = FindingsPane.wrapped(each.getKey(), "muted");
      name.setMinWidth(110);
      name.setMaxWidth(190);
      Label value = FindingsPane.wrapped(each.getValue(), "fact");
      grid.addRow(line++, name, value);
    }
    return grid;
  }

  private void heading(String key) {
    Label heading = new Label(context.texts().get(key));
    heading.getStyleClass().add("section-title");
    pane.getChildren().add(heading);
  }
}
