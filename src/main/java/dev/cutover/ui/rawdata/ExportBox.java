package dev.cutover.ui.rawdata;

import dev.cutover.rawdata.RawFormat;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Overlay;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Asks which rows go into which file in which form.
final class ExportBox extends Overlay {
  private final Texts texts;
  private final List<RawLine> chosen;
  private final RawDataViewModel viewModel;
  private final ChoiceBox<Form> form = new ChoiceBox<>();
  private final CheckBox onlyChosen;
  private final TextField file = new TextField();
  private final TextField columns = new TextField();
  private final Label mistake = new Label();
  private final Label command = new Label();
  private final Button export;
  private @Nullable Path replace;

  /// What the file looks like.
  enum Form {
    DOCUMENTS_GZ(".ndjson.gz"),
    DOCUMENTS(".ndjson"),
    PROVENANCE_GZ(".ndjson.gz"),
    CSV(".csv");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }
  }

  ExportBox(Texts texts, List<RawLine> chosen, RawDataViewModel viewModel, Runnable close) {
    this.texts = texts;
    this.chosen = chosen;
    this.viewModel = viewModel;
    super("export-box", 620, close);
    title(texts.get("rawdata.export.title"));
    onlyChosen = new CheckBox(texts.get("rawdata.export.chosen", chosen.size()));
    onlyChosen.setId("export-chosen");
    onlyChosen.setDisable(chosen.isEmpty());
    onlyChosen.setSelected(chosen.size() > 1);
    form.setId("export-form");
    form.getItems().setAll(Form.values());
    form.setValue(Form.DOCUMENTS_GZ);
    form.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Form each) {
            return each == null
                ? ""
                : texts.get("rawdata.export.form." + each.name().toLowerCase(Locale.ROOT));
          }

          @Override
          public @Nullable Form fromString(String words) {
            return null;
          }
        });
    form.setOnAction(_ -> formChosen());
    file.setId("export-file");
    file.setText(Path.of(System.getProperty("user.home", ""), "raw-rows.ndjson.gz").toString());
    columns.setId("export-columns");
    columns.setPromptText("$.key  $.fields.status.name");
    mistake.getStyleClass().add("problem");
    mistake.setId("export-mistake");
    mistake.setWrapText(true);
    mistake.managedProperty().bind(mistake.textProperty().isNotEmpty());
    command.setId("export-command");
    command.getStyleClass().add("command-line");
    command.setWrapText(true);
    file.textProperty().addListener((_, _, _) -> tellCommand());
    columns.textProperty().addListener((_, _, _) -> tellCommand());
    onlyChosen.setOnAction(_ -> tellCommand());
    export = new Button(texts.get("rawdata.export.do"));
    export.setId("export-do");
    export.setDefaultButton(true);
    export.getStyleClass().add("accent");
    export.setOnAction(_ -> start(close));
    Button no = new Button(texts.get("dialog.cancel"));
    no.setOnAction(_ -> close.run());
    add(
        onlyChosen,
        labelled("rawdata.export.form", form),
        labelled("rawdata.export.file", file),
        labelled("rawdata.export.columns", columns),
        mistake,
        command,
        new HBox(8, export, no));
    formChosen();
  }

  private Node labelled(String key, Node field) {
    Label label = new Label(texts.get(key));
    label.setLabelFor(field);
    field.setAccessibleText(texts.get(key));
    return new VBox(4, label, field);
  }

  private void formChosen() {
    boolean csv = form.getValue() == Form.CSV;
    Node line = columns.getParent();
    if (line != null) {
      line.setVisible(csv);
      line.setManaged(csv);
    }
    tellCommand();
    String name = file.getText();
    for (Form each : Form.values()) {
      if (name.endsWith(each.ending)) {
        file.setText(
            name.substring(0, name.length() - each.ending.length()) + form.getValue().ending);
        return;
      }
    }
  }

  /// What does the same on the command line.
  private void tellCommand() {
    StringBuilder options =
        new StringBuilder(" --out ").append(RawCommandLine.quoted(file.getText().strip()));
    if (form.getValue() == Form.PROVENANCE_GZ) {
      options.append(" --provenance");
    }
    if (form.getValue() == Form.CSV) {
      paths().forEach(path -> options.append(" --column ").append(RawCommandLine.quoted(path)));
    }
    command.setText(RawCommandLine.export(viewModel.query(rows()), options.toString()));
  }

  private List<RawLine> rows() {
    return onlyChosen.isSelected() ? chosen : List.of();
  }

  private List<String> paths() {
    return Arrays.stream(columns.getText().strip().split("\\s+"))
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private void start(Runnable close) {
    try {
      Path target = Path.of(file.getText().strip()).toAbsolutePath();
      Path folder = target.getParent();
      if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(target)) {
        mistake.setText(texts.get("rawdata.export.no-folder", target.toString()));
      } else if (Files.exists(target) && !target.equals(replace)) {
        replace = target;
        mistake.setText(texts.get("rawdata.export.exists", target.toString()));
        export.setText(texts.get("rawdata.export.replace"));
      } else {
        RawFormat format = format();
        RawQuery query = viewModel.query(rows());
        close.run();
        viewModel.acts().export(query, format, target);
      }
    } catch (InvalidPathException e) {
      mistake.setText(texts.get("rawdata.export.no-folder", file.getText()));
    } catch (IllegalArgumentException e) {
      mistake.setText(texts.get("rawdata.export.columns.wrong", String.valueOf(e.getMessage())));
    }
  }

  private RawFormat format() {
    return switch (form.getValue()) {
      case DOCUMENTS_GZ -> new RawFormat.Documents(true);
      case DOCUMENTS -> new RawFormat.Documents(false);
      case PROVENANCE_GZ -> new RawFormat.Provenance(true);
      case CSV -> new RawFormat.Csv(paths());
    };
  }

  @Override
  public void requestFocus() {
    file.requestFocus();
    file.end();
  }
}
