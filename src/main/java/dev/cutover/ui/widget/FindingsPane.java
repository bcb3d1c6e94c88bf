package dev.cutover.ui.widget;

import dev.cutover.check.Finding;
import dev.cutover.check.Finding.Severity;
import dev.cutover.ui.fx.Texts;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What checks found: failures first, each with what to do and its command; then warnings; what
/// passed is folded behind its number.
public final class FindingsPane extends VBox {
  private final Texts texts;

  public FindingsPane(Texts texts) {
    super(8);
    this.texts = texts;
    getStyleClass().add("findings");
  }

  public void show(List<Finding> findings) {
    getChildren().clear();
    for (Severity each : List.of(Severity.FAIL, Severity.WARN)) {
      of(findings, each).forEach(finding -> getChildren().add(line(texts, finding)));
    }
    List<Finding> passed = of(findings, Severity.PASS);
    if (!passed.isEmpty()) {
      getChildren().add(folded(passed));
    }
  }

  /// The same with nothing folded, in the order given.
  public void showAll(List<Finding> findings) {
    getChildren().clear();
    findings.forEach(each -> getChildren().add(line(texts, each)));
  }

  private static List<Finding> of(List<Finding> findings, Severity severity) {
    return findings.stream().filter(each -> each.severity() == severity).toList();
  }

  private Node folded(List<Finding> passed) {
    VBox lines = new VBox(4);
    passed.forEach(each -> lines.getChildren().add(line(texts, each)));
    lines.setVisible(false);
    lines.setManaged(false);
    Hyperlink unfold = new Hyperlink(texts.get("cutover.findings.passed", passed.size()));
    unfold.getStyleClass().add("findings-passed");
    unfold.setOnAction(
        _ -> {
          boolean open = !lines.isVisible();
          lines.setVisible(open);
          lines.setManaged(open);
          unfold.setVisited(false);
          unfold.setText(
              texts.get(open ? "cutover.findings.fold" : "cutover.findings.passed", passed.size()));
        });
    return new VBox(4, unfold, lines);
  }

  /// One finding: pill, what was looked at, what is so, what to do.
  public static Node line(Texts texts, Finding finding) {
    String word = finding.severity().name().toLowerCase(Locale.ROOT);
    StatePill pill = new StatePill();
    pill.show(word, texts.get("cutover.finding." + word));
    Label check = new Label(finding.check());
    check.getStyleClass().add("strong");
    HBox head = new HBox(8, pill, check);
    head.setAlignment(Pos.CENTER_LEFT);
    VBox lines = new VBox(3, head, wrapped(finding.found(), "finding-found"));
    if (!finding.remedy().isEmpty()) {
      lines.getChildren().add(wrapped(finding.remedy().replace("`", ""), "finding-remedy"));
      CopyLine.commands(finding.remedy())
          .forEach(each -> lines.getChildren().add(CopyLine.of(texts, each)));
    }
    lines.getStyleClass().addAll("finding", "finding-" + word);
    return lines;
  }

  /// A label that is as high as its text.
  public static Label wrapped(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
