package dev.cutover.ui.cutover;

import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.CopyLine;
import dev.cutover.ui.widget.FindingsPane;
import dev.cutover.ui.widget.Overlay;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/// Asks into which folder the report goes.
final class ReportBox extends Overlay {
  private final TextField folder = new TextField();

  ReportBox(Texts texts, CutoverSnapshot run, Consumer<Path> write, Runnable close) {
    super("report-box", 620, close);
    title(texts.get("cutover.report.title"));
    Label text = FindingsPane.wrapped(texts.get("cutover.report.text"), "report-text");
    folder.setId("report-folder");
    folder.setAccessibleText(texts.get("cutover.report.folder"));
    folder.setText(
        Path.of(System.getProperty("user.home", ""), "cutover-report-" + run.run()).toString());
    Label mistake = FindingsPane.wrapped("", "problem");
    mistake.managedProperty().bind(mistake.textProperty().isNotEmpty());
    Button yes = new Button(texts.get("cutover.report.do"));
    yes.setId("report-do");
    yes.setDefaultButton(true);
    yes.getStyleClass().add("accent");
    yes.setOnAction(
        _ -> {
          try {
            Path target = Path.of(folder.getText().strip()).toAbsolutePath();
            close.run();
            write.accept(target);
          } catch (InvalidPathException wrong) {
            mistake.setText(String.valueOf(wrong.getMessage()));
          }
        });
    Button no = new Button(texts.get("dialog.cancel"));
    no.setOnAction(_ -> close.run());
    add(
        text,
        folder,
        mistake,
        CopyLine.of(texts, RunCommandLine.report(run)),
        new HBox(8, yes, no));
  }

  @Override
  public void requestFocus() {
    folder.requestFocus();
    folder.end();
  }
}
