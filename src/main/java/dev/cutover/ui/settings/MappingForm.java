package dev.cutover.ui.settings;

import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Mappings.Kind;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Question;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// What the chosen values shall mean.
public final class MappingForm {
  private final MappingsViewModel viewModel;
  private final ScreenContext context;
  private final Parent root;
  private ObservableList<Mappings.Line> items = FXCollections.observableArrayList();

  @FXML private Label chosen;
  @FXML private Label gradeLabel;
  @FXML private ComboBox<String> to;
  @FXML private ComboBox<String> grade;
  @FXML private HBox acts;
  @FXML private Button set;
  @FXML private Button remove;
  @FXML private Label whyNot;
  @FXML private Label result;

  MappingForm(MappingsViewModel viewModel, ScreenContext context) {
    this.viewModel = viewModel;
    this.context = context;
    this.root = context.views().load("settings/mapping-form", this);
  }

  @FXML
  private void initialize() {
    to.setItems(viewModel.targets());
    grade.setItems(viewModel.grades());
    result.textProperty().bind(viewModel.resultProperty());
    result.visibleProperty().bind(viewModel.resultProperty().isNotEmpty());
    result.managedProperty().bind(result.visibleProperty());
  }

  /// @param selected the lines that are chosen in the table, now and later
  void follow(ObservableList<Mappings.Line> selected) {
    items = selected;
    items.addListener((ListChangeListener<Mappings.Line>) _ -> showChosen());
    showChosen();
    block();
  }

  void showKind(Kind kind) {
    boolean graded = kind != Kind.FIELDS;
    for (Node each : List.of(gradeLabel, grade)) {
      each.setVisible(graded);
      each.setManaged(graded);
    }
    if (graded) {
      gradeLabel.setText(context.texts().get("mapping.grade." + kind.word()));
      grade.setAccessibleText(gradeLabel.getText());
    }
    to.getEditor().clear();
    grade.getEditor().clear();
  }

  private void showChosen() {
    List<Mappings.Line> some = picked();
    chosen.setText(
        some.isEmpty()
            ? context.texts().get("mapping.choose")
            : String.join(", ", MappingsViewModel.values(some)));
    Mappings.Meaning meaning = some.size() == 1 ? some.getFirst().meaning() : null;
    if (meaning != null) {
      to.getEditor().setText(meaning.to());
      grade.getEditor().setText(meaning.grade());
    }
  }

  private List<Mappings.Line> picked() {
    return items.stream().filter(Objects::nonNull).toList();
  }

  /// Grey buttons say why.
  private void block() {
    Texts texts = context.texts();
    StringBinding reason =
        Bindings.createStringBinding(
            () -> {
              if (!viewModel.writableProperty().get()) {
                return texts.get("settings.locked");
              }
              if (items.isEmpty()) {
                return texts.get("mapping.choose.first");
              }
              return to.getEditor().getText().isBlank()
                      || (grade.isVisible() && grade.getEditor().getText().isBlank())
                  ? texts.get("mapping.fill-in")
                  : "";
            },
            viewModel.writableProperty(),
            items,
            to.getEditor().textProperty(),
            grade.getEditor().textProperty(),
            grade.visibleProperty());
    WhyNot.on(acts, whyNot, reason);
    set.disableProperty().bind(reason.isNotEmpty());
    remove
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    !viewModel.writableProperty().get()
                        || picked().isEmpty()
                        || picked().stream().anyMatch(line -> line.meaning() == null),
                viewModel.writableProperty(),
                items));
  }

  @FXML
  private void set() {
    Texts texts = context.texts();
    List<Mappings.Line> some = picked();
    Mappings.Meaning meaning =
        new Mappings.Meaning(
            to.getEditor().getText().strip(),
            grade.isVisible() ? grade.getEditor().getText().strip() : "");
    List<String> replaced = viewModel.replaced(some, meaning);
    if (some.size() == 1 && replaced.isEmpty()) {
      viewModel.set(some, meaning, "");
      return;
    }
    String text =
        replaced.isEmpty()
            ? String.join(", ", MappingsViewModel.values(some))
            : texts.get("mapping.replaces", String.join(", ", replaced));
    Mappings.Tenant of = Objects.requireNonNull(viewModel.tenantProperty().get());
    ask(
        texts.get("mapping.set.title", some.size(), meaning.to()),
        text,
        texts.get("mapping.set"),
        MappingCommandLine.set(of, viewModel.kindProperty().get(), some, meaning),
        reason -> viewModel.set(some, meaning, reason));
  }

  @FXML
  private void remove() {
    Texts texts = context.texts();
    List<Mappings.Line> some = picked();
    long items = some.stream().mapToLong(Mappings.Line::items).sum();
    ask(
        texts.get("mapping.remove.title", some.size()),
        texts.get("mapping.remove.text", String.join(", ", MappingsViewModel.values(some)), items),
        texts.get("mapping.remove"),
        MappingCommandLine.remove(
            Objects.requireNonNull(viewModel.tenantProperty().get()),
            viewModel.kindProperty().get(),
            some),
        reason -> viewModel.remove(some, reason));
  }

  private void ask(String title, String text, String verb, String command, Consumer<String> yes) {
    Question.Asked asked = new Question.Asked(title, text, verb, false, true, true, command);
    context.overlays().show(close -> new Question(context.texts(), asked, yes, close));
  }

  Parent root() {
    return root;
  }
}
