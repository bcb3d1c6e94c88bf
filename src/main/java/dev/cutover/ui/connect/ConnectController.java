package dev.cutover.ui.connect;

import dev.cutover.check.Finding;
import dev.cutover.profile.Colour;
import dev.cutover.profile.Keeping;
import dev.cutover.profile.Profile;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Views;
import dev.cutover.ui.widget.Question;
import dev.cutover.ui.widget.RevealField;
import dev.cutover.ui.widget.StatePill;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The form of the connection profiles.
public final class ConnectController {
  private final ConnectViewModel viewModel;
  private final Texts texts;
  private final Consumer<Function<Runnable, Node>> ask;
  private final Runnable close;
  private final Parent root;

  @FXML private ListView<String> names;
  @FXML private GridPane form;
  @FXML private TextField name;
  @FXML private ChoiceBox<Profile.Kind> kind;
  @FXML private ChoiceBox<Optional<Colour>> colour;
  @FXML private TextField database;
  @FXML private RevealField databasePassword;
  @FXML private ChoiceBox<Keeping> databaseKeeping;
  @FXML private TextField broker;
  @FXML private RevealField brokerPassword;
  @FXML private ChoiceBox<Keeping> brokerKeeping;
  @FXML private TextField management;
  @FXML private VBox findings;
  @FXML private Button test;
  @FXML private Button save;
  @FXML private Button open;
  @FXML private Button remove;

  /// @param ask puts a question over the form; the question gets what takes it away
  /// @param close takes the form away
  public ConnectController(
      ConnectViewModel viewModel,
      Views views,
      Consumer<Function<Runnable, Node>> ask,
      Runnable close) {
    this.viewModel = viewModel;
    this.texts = views.texts();
    this.ask = ask;
    this.close = close;
    this.root = views.load("connect/connect", this);
  }

  public ConnectViewModel getViewModel() {
    return viewModel;
  }

  public Parent root() {
    return root;
  }

  public void requestFocus() {
    names.requestFocus();
  }

  @FXML
  private void initialize() {
    names.setItems(viewModel.names());
    names
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (_, _, wanted) -> {
              if (wanted != null && !wanted.equals(viewModel.chosenProperty().get())) {
                viewModel.choose(wanted);
              }
            });
    viewModel.chosenProperty().addListener((_, _, now) -> select(now));
    name.textProperty().bindBidirectional(viewModel.nameProperty());
    database.textProperty().bindBidirectional(viewModel.databaseProperty());
    broker.textProperty().bindBidirectional(viewModel.brokerProperty());
    management.textProperty().bindBidirectional(viewModel.managementProperty());
    databasePassword.textProperty().bindBidirectional(viewModel.databasePasswordProperty());
    brokerPassword.textProperty().bindBidirectional(viewModel.brokerPasswordProperty());
    databasePassword.promptTextProperty().set(texts.get("connect.password.prompt"));
    brokerPassword.promptTextProperty().set(texts.get("connect.password.prompt"));
    Profile.Kind[] kinds = {Profile.Kind.PRODUCTION, Profile.Kind.STAGING, Profile.Kind.LAB};
    choices(kind, List.of(kinds), "connect.kind.", Profile.Kind::word, viewModel.kindProperty());
    List<Optional<Colour>> colours = new ArrayList<>(List.of(Optional.empty()));
    Stream.of(Colour.values()).map(Optional::of).forEach(colours::add);
    choices(
        colour,
        colours,
        "connect.colour.",
        each -> each.map(Colour::word).orElse("kind"),
        viewModel.colourProperty());
    List<Keeping> keepings = List.of(Keeping.values());
    String prefix = "connect.keeping.";
    choices(databaseKeeping, keepings, prefix, Keeping::word, viewModel.databaseKeepingProperty());
    choices(
        brokerKeeping,
        keepings.stream().filter(each -> each != Keeping.PGPASS).toList(),
        prefix,
        Keeping::word,
        viewModel.brokerKeepingProperty());
    enable();
    viewModel.findings().addListener((ListChangeListener<Finding>) _ -> showFindings());
  }

  private void enable() {
    var busy = viewModel.busyProperty();
    BooleanBinding fixed = busy.or(viewModel.embeddedProperty());
    form.disableProperty().bind(fixed);
    test.disableProperty().bind(fixed);
    save.disableProperty().bind(fixed);
    open.disableProperty().bind(busy);
    remove.disableProperty().bind(fixed.or(viewModel.chosenProperty().isEmpty()));
    open.textProperty()
        .bind(
            Bindings.when(viewModel.embeddedProperty())
                .then(texts.get("connect.open"))
                .otherwise(texts.get("connect.save-and-open")));
  }

  private void select(String chosen) {
    if (chosen.isEmpty()) {
      names.getSelectionModel().clearSelection();
      name.requestFocus();
    } else {
      names.getSelectionModel().select(chosen);
    }
  }

  private <T> void choices(
      ChoiceBox<T> box,
      List<T> items,
      String prefix,
      Function<T, String> word,
      ObjectProperty<T> value) {
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T item) {
            return item == null ? "" : texts.get(prefix + word.apply(item));
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException("a choice is not typed");
          }
        });
    box.getItems().setAll(items);
    box.valueProperty().bindBidirectional(value);
  }

  private void showFindings() {
    findings.getChildren().setAll(viewModel.findings().stream().map(this::line).toList());
  }

  private Node line(Finding finding) {
    StatePill pill = new StatePill();
    String word = finding.severity().name().toLowerCase(Locale.ROOT);
    pill.show(word, texts.get("connect.result." + word));
    Label text =
        new Label((finding.check() + ": " + finding.found() + " " + finding.remedy()).strip());
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(text, Priority.ALWAYS);
    return new HBox(8, pill, text);
  }

  @FXML
  private void add() {
    viewModel.add();
  }

  @FXML
  private void test() {
    viewModel.test();
  }

  @FXML
  private void save() {
    viewModel.save();
  }

  @FXML
  private void open() {
    viewModel.saveAndOpen();
  }

  @FXML
  private void exportAll() {
    transfer(TransferBox.Way.EXPORT);
  }

  @FXML
  private void importSome() {
    transfer(TransferBox.Way.IMPORT);
  }

  private void transfer(TransferBox.Way way) {
    ask.accept(gone -> new TransferBox(texts, way, viewModel.transfer(), gone));
  }

  @FXML
  private void close() {
    close.run();
  }

  @FXML
  private void remove() {
    String chosen = viewModel.chosenProperty().get();
    Question.Asked asked =
        new Question.Asked(
            texts.get("connect.remove.title", chosen),
            texts.get("connect.remove.text"),
            texts.get("connect.remove.verb"),
            true,
            true,
            false,
            "cutover profile remove '" + chosen + "' --approve");
    ask.accept(gone -> new Question(texts, asked, _ -> viewModel.remove(), gone));
  }
}
