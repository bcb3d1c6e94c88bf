package dev.cutover.ui.cutover;

import dev.cutover.check.Finding;
import dev.cutover.cutover.DecisionNeeded;
import dev.cutover.job.Problem;
import dev.cutover.ui.fx.FxThread;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.BlockedBy;
import dev.cutover.ui.widget.CopyLine;
import dev.cutover.ui.widget.FindingsPane;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a person has to read or to answer, as a card over the steps. Made anew only when something
/// else is asked. The text scrolls where there is much of it; the answers stay in sight.
final class AskPane {
  private final VBox card;
  private final VBox pane = new VBox();
  private final HBox answers = new HBox(8);
  private final RunActsViewModel acts;
  private final Texts texts;
  private final Runnable rollBack;
  private final Runnable evidence;

  /// @param rollBack asks which way back
  /// @param evidence shows the step at which it stands
  AskPane(VBox card, RunActsViewModel acts, Texts texts, Runnable rollBack, Runnable evidence) {
    this.card = card;
    this.acts = acts;
    this.texts = texts;
    this.rollBack = rollBack;
    this.evidence = evidence;
    pane.getStyleClass().add("ask-body");
    answers.setMinHeight(Region.USE_PREF_SIZE);
    ScrollPane scroll = new ScrollPane(pane);
    scroll.getStyleClass().addAll("page-scroll", "ask-scroll");
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setMinHeight(0);
    // The height of wrapped text is known only when its width is; what is asked for while a page is
    // being laid out is not heard, so it is asked for behind it.
    pane.heightProperty()
        .addListener(
            (_, _, height) ->
                FxThread.ofToolkit().run(() -> scroll.setPrefViewportHeight(height.doubleValue())));
    card.getChildren().setAll(scroll, answers);
  }

  void show(Ask ask) {
    boolean any = ask.kind() != Ask.Kind.NOTHING;
    card.setVisible(any);
    card.setManaged(any);
    pane.getChildren().clear();
    row();
    card.getStyleClass().removeIf(style -> style.startsWith("ask-"));
    if (!any) {
      return;
    }
    card.getStyleClass().add("ask-" + mood(ask.kind()));
    Label title = new Label(ask.title());
    title.setId("ask-title");
    title.getStyleClass().add("title-4");
    title.setWrapText(true);
    Label text = FindingsPane.wrapped(ask.text(), "ask-text");
    text.setId("ask-text");
    pane.getChildren().add(title);
    Problem problem = ask.problem();
    if (problem != null) {
      problem(problem);
    }
    pane.getChildren().add(text);
    answer(ask);
  }

  private static String mood(Ask.Kind kind) {
    return switch (kind) {
      case FAILED, REFUSED, LOST -> "bad";
      case COMMITTED, UNDONE -> "good";
      case NOTHING, RESUME, ACCEPT, CONFIRM, UNKNOWN -> "careful";
    };
  }

  private void problem(Problem problem) {
    Label what = FindingsPane.wrapped(problem.what(), "problem");
    what.setId("ask-problem");
    pane.getChildren().add(what);
    if (!problem.remedy().isEmpty()) {
      pane.getChildren().add(FindingsPane.wrapped(problem.remedy().replace("`", ""), "strong"));
      CopyLine.commands(problem.remedy())
          .forEach(each -> pane.getChildren().add(CopyLine.of(texts, each)));
    }
    Button copy = new Button(texts.get("cutover.copy.details"));
    copy.getStyleClass().add("flat");
    copy.setId("copy-details");
    copy.setOnAction(_ -> CopyLine.copy(problem.code() + ": " + problem));
    pane.getChildren().add(new HBox(copy));
  }

  private void answer(Ask ask) {
    DecisionNeeded decision = ask.decision();
    switch (ask.kind()) {
      case RESUME -> resume();
      case REFUSED -> findings(ask.findings());
      case ACCEPT -> {
        if (decision != null) {
          accept(ask.findings(), decision);
        }
      }
      case CONFIRM -> {
        if (decision != null) {
          confirm(decision);
        }
      }
      case UNKNOWN -> {
        if (decision != null) {
          unknown(decision);
        }
      }
      case NOTHING, FAILED, LOST, COMMITTED, UNDONE -> {}
    }
  }

  private void findings(List<Finding> findings) {
    FindingsPane lines = new FindingsPane(texts);
    lines.show(findings);
    pane.getChildren().add(lines);
  }

  private void resume() {
    Button goOn = button("resume-continue", "cutover.continue", "accent");
    goOn.setOnAction(_ -> acts.goOn(Optional.empty()));
    Button show = button("resume-evidence", "cutover.evidence", "");
    show.setOnAction(_ -> evidence.run());
    Button back = button("resume-rollback", "cutover.roll-back", "");
    back.setOnAction(_ -> rollBack.run());
    row(goOn, show, back);
    BlockedBy.bind(goOn, acts.whyNotContinue());
    BlockedBy.bind(back, acts.whyNotRollBack());
  }

  private void accept(List<Finding> findings, DecisionNeeded decision) {
    Map<String, TextField> reasons = new LinkedHashMap<>();
    List<Finding> warnings =
        findings.stream().filter(each -> each.severity() == Finding.Severity.WARN).toList();
    for (Finding each : warnings) {
      TextField reason = field("reason-" + reasons.size(), "cutover.ask.reason", each.check());
      reason.setMinWidth(320);
      reasons.put(each.check(), reason);
      Node line = FindingsPane.line(texts, each);
      HBox.setHgrow(line, Priority.ALWAYS);
      HBox row = new HBox(12, line, reason);
      row.setAlignment(Pos.CENTER_LEFT);
      pane.getChildren().add(row);
    }
    Button yes = button("accept", "cutover.ask.accept", "accent");
    yes.setOnAction(_ -> acts.accept(decision, texts(reasons)));
    row(yes);
    BlockedBy.bind(yes, acts.blocked(), missing(reasons, "cutover.not.reason"));
  }

  private static Map<String, String> texts(Map<String, TextField> fields) {
    Map<String, String> typed = new LinkedHashMap<>();
    fields.forEach((check, field) -> typed.put(check, field.getText().strip()));
    return typed;
  }

  private void confirm(DecisionNeeded decision) {
    TextField name = field("confirm-name", "cutover.ask.name", "");
    pane.getChildren().add(name);
    Button yes = button("confirm", "cutover.ask.confirm.do", "danger");
    yes.setOnAction(_ -> acts.confirm(decision, name.getText().strip()));
    row(yes);
    BlockedBy.bind(yes, acts.blocked(), missing(Map.of("", name), "cutover.not.name"));
  }

  private void unknown(DecisionNeeded decision) {
    TextField reason = field("reason-0", "cutover.ask.reason", decision.effect());
    pane.getChildren().add(reason);
    Button done = button("treat-done", "cutover.ask.is-done", "");
    done.setOnAction(_ -> acts.treat(decision, true, reason.getText().strip()));
    Button notDone = button("treat-not-done", "cutover.ask.is-not-done", "");
    notDone.setOnAction(_ -> acts.treat(decision, false, reason.getText().strip()));
    row(done, notDone);
    StringBinding missing = missing(Map.of("", reason), "cutover.not.reason");
    BlockedBy.bind(done, acts.blocked(), missing);
    BlockedBy.bind(notDone, acts.blocked(), missing);
  }

  private StringBinding missing(Map<String, TextField> fields, String key) {
    Observable[] typed =
        fields.values().stream().map(TextField::textProperty).toArray(Observable[]::new);
    return Bindings.createStringBinding(
        () ->
            fields.values().stream().anyMatch(each -> each.getText().isBlank())
                ? texts.get(key)
                : "",
        typed);
  }

  private TextField field(String id, String key, String of) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(texts.get(key));
    field.setAccessibleText(of.isEmpty() ? texts.get(key) : texts.get(key) + ": " + of);
    field.setMaxWidth(640);
    return field;
  }

  private Button button(String id, String key, String style) {
    Button button = new Button(texts.get(key));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    if (!style.isEmpty()) {
      button.getStyleClass().add(style);
    }
    return button;
  }

  private void row(Node... buttons) {
    answers.getChildren().setAll(buttons);
    answers.setVisible(buttons.length > 0);
    answers.setManaged(buttons.length > 0);
  }
}
