package dev.cutover.ui.connect;

import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Overlay;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks for the file that the profiles go into or come from.
final class TransferBox extends Overlay {
  private static final String NAME = "cutover-profiles.json";

  private final TextField file = new TextField();

  /// Which way the profiles go.
  enum Way {
    EXPORT("export", " > "),
    IMPORT("import", " ");

    private final String word;
    private final String link;

    Way(String word, String link) {
      this.word = word;
      this.link = link;
    }
  }

  TransferBox(Texts texts, Way way, TransferViewModel viewModel, Runnable close) {
    super("transfer", 560, close);
    title(texts.get("connect." + way.word + ".title"));
    Label text = new Label(texts.get("connect." + way.word + ".text"));
    text.setWrapText(true);
    Label name = new Label(texts.get("connect.transfer.file"));
    name.setLabelFor(file);
    file.setId("transfer-file");
    file.setAccessibleText(texts.get("connect.transfer.file"));
    file.setText(Path.of(System.getProperty("user.home", ""), NAME).toString());
    Label mistake = new Label();
    mistake.setId("transfer-mistake");
    mistake.getStyleClass().add("problem");
    mistake.setWrapText(true);
    mistake.textProperty().bind(viewModel.mistakeProperty());
    mistake.managedProperty().bind(viewModel.mistakeProperty().isNotEmpty());
    Label command = new Label();
    command.getStyleClass().add("command-line");
    command.setWrapText(true);
    command
        .textProperty()
        .bind(
            Bindings.concat(
                "cutover profile " + way.word + way.link + "'", file.textProperty(), "'"));
    Button does = new Button();
    does.setId("transfer-do");
    does.setDefaultButton(true);
    does.getStyleClass().add("accent");
    does.textProperty()
        .bind(
            Bindings.when(viewModel.replacesProperty())
                .then(texts.get("connect.transfer.replace"))
                .otherwise(texts.get("connect." + way.word + ".do")));
    does.setOnAction(
        _ -> {
          switch (way) {
            case EXPORT -> viewModel.export(file.getText(), close);
            case IMPORT -> viewModel.importFrom(file.getText(), close);
          }
        });
    Button no = new Button(texts.get("dialog.cancel"));
    no.setOnAction(_ -> close.run());
    add(text, new VBox(4, name, file), mistake, command, new HBox(8, does, no));
  }

  @Override
  public void requestFocus() {
    file.requestFocus();
    file.end();
  }
}
