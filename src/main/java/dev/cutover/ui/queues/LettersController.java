package dev.cutover.ui.queues;

import dev.cutover.pipeline.DeadLetters;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.queues.LetterActsViewModel.Step;
import dev.cutover.ui.widget.BlockedBy;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Wires the tab of dead letters.
public final class LettersController {
  private static final int FASTEST = 1_000;

  private final DeadLettersViewModel viewModel;
  private final LetterActsViewModel acts;
  private final Texts texts;
  private final Times times;

  @FXML private VBox page;
  @FXML private Node content;
  @FXML private Button replay;
  @FXML private Button replayOne;
  @FXML private Button discard;
  @FXML private Button discardOne;
  @FXML private Label trouble;
  @FXML private VBox act;
  @FXML private VBox ask;
  @FXML private ProgressBar progress;
  @FXML private Label rateLabel;
  @FXML private Spinner<Integer> rate;
  @FXML private TextField reason;
  @FXML private Button confirm;
  @FXML private Button stop;
  @FXML private Button close;
  @FXML private Button more;
  @FXML private TableView<DeadLetters.Group> groups;
  @FXML private TableColumn<DeadLetters.Group, String> count;
  @FXML private TableColumn<DeadLetters.Group, String> again;
  @FXML private TableColumn<DeadLetters.Group, String> origin;
  @FXML private TableColumn<DeadLetters.Group, String> code;
  @FXML private TableColumn<DeadLetters.Group, String> cause;
  @FXML private TableView<DeadLetters.Line> letters;
  @FXML private TableColumn<DeadLetters.Line, String> id;
  @FXML private TableColumn<DeadLetters.Line, String> received;
  @FXML private TableColumn<DeadLetters.Line, String> replays;
  @FXML private TableColumn<DeadLetters.Line, String> size;
  @FXML private TableColumn<DeadLetters.Line, String> why;

  public LettersController(
      DeadLettersViewModel viewModel, LetterActsViewModel acts, Texts texts, Times times) {
    this.viewModel = viewModel;
    this.acts = acts;
    this.texts = texts;
    this.times = times;
  }

  public DeadLettersViewModel getViewModel() {
    return viewModel;
  }

  public LetterActsViewModel getActs() {
    return acts;
  }

  /// @param band says when the letters are old
  void setBand(Function<Node, Node> band) {
    page.getChildren().addFirst(band.apply(content));
  }

  @FXML
  private void initialize() {
    column(count, group -> number(group.letters()));
    column(again, group -> group.diedAgain() == 0 ? "" : number(group.diedAgain()));
    column(origin, DeadLetters.Group::origin);
    column(code, group -> texts.getOr("queues.letters.code." + group.code(), group.code()));
    column(cause, DeadLetters.Group::cause);
    column(id, line -> String.valueOf(line.id()));
    column(received, line -> times.dateTime(line.receivedAt()));
    column(replays, line -> line.replays() == 0 ? "" : number(line.replays()));
    column(size, line -> number(line.bytes()));
    column(why, DeadLetters.Line::reason);
    groups.setItems(viewModel.groups());
    letters.setItems(viewModel.page());
    follow(groups, viewModel.groupProperty());
    follow(letters, viewModel.lineProperty());
    present(trouble, viewModel.troubleProperty().isNotEmpty());
    present(more, viewModel.moreProperty());
    replay.disableProperty().bind(acts.impossible().or(viewModel.groupProperty().isNull()));
    discard.disableProperty().bind(replay.disableProperty());
    replayOne.disableProperty().bind(acts.impossible().or(viewModel.lineProperty().isNull()));
    discardOne.disableProperty().bind(replayOne.disableProperty());
    var noGroup = BlockedBy.when(viewModel.groupProperty().isNull(), texts.get("blocked.no-group"));
    var noLetter =
        BlockedBy.when(viewModel.lineProperty().isNull(), texts.get("blocked.no-letter"));
    BlockedBy.explain(replay, acts.blocked(), noGroup);
    BlockedBy.explain(discard, acts.blocked(), noGroup);
    BlockedBy.explain(replayOne, acts.blocked(), noLetter);
    BlockedBy.explain(discardOne, acts.blocked(), noLetter);
    BlockedBy.explain(
        confirm, BlockedBy.when(acts.unconfirmable(), texts.get("blocked.unconfirmed")));
    rate.setValueFactory(
        new SpinnerValueFactory.IntegerSpinnerValueFactory(
            1, FASTEST, (int) acts.rateProperty().get(), 10));
    rate.valueProperty().addListener((_, _, now) -> acts.rateProperty().set(now));
    reason.textProperty().bindBidirectional(acts.reasonProperty());
    confirm.disableProperty().bind(acts.unconfirmable());
    acts.stepProperty().addListener((_, _, now) -> step(now));
    step(acts.stepProperty().get());
  }

  private void step(Step step) {
    boolean asking = step == Step.ASK_REPLAY || step == Step.ASK_DISCARD;
    show(act, step != Step.NONE);
    show(ask, asking);
    show(rate, step == Step.ASK_REPLAY);
    show(rateLabel, step == Step.ASK_REPLAY);
    show(progress, step == Step.RUNNING);
    show(stop, step == Step.RUNNING);
    show(close, step == Step.ENDED);
    confirm.setText(
        texts.get(
            step == Step.ASK_DISCARD
                ? "queues.letters.confirm.discard"
                : "queues.letters.confirm.replay"));
    confirm.getStyleClass().setAll("button", step == Step.ASK_DISCARD ? "danger" : "accent");
    if (asking) {
      reason.requestFocus();
    } else if (step == Step.ENDED) {
      close.requestFocus();
    }
  }

  private String number(long value) {
    return String.format(texts.locale(), "%,d", value);
  }

  private static <T> void column(TableColumn<T, String> column, Function<T, String> value) {
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
  }

  /// Selection and property follow each other.
  private static <T> void follow(TableView<T> table, ObjectProperty<@Nullable T> chosen) {
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (_, _, now) -> {
              if (now != null) {
                chosen.set(now);
              }
            });
    chosen.addListener(
        (_, _, now) -> {
          int row = now == null ? -1 : table.getItems().indexOf(now);
          if (row < 0) {
            table.getSelectionModel().clearSelection();
          } else {
            table.getSelectionModel().clearAndSelect(row);
          }
        });
  }

  private static void present(Node node, ObservableBooleanValue when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(when);
  }

  private static void show(Node node, boolean when) {
    node.setVisible(when);
    node.setManaged(when);
  }

  @FXML
  private void replay() {
    acts.askToReplay(viewModel.chosen(false));
  }

  @FXML
  private void replayOne() {
    acts.askToReplay(viewModel.chosen(true));
  }

  @FXML
  private void discard() {
    acts.askToDiscard(viewModel.chosen(false));
  }

  @FXML
  private void discardOne() {
    acts.askToDiscard(viewModel.chosen(true));
  }

  @FXML
  private void confirm() {
    acts.confirm();
  }

  @FXML
  private void takeBack() {
    acts.takeBack();
  }

  @FXML
  private void stop() {
    acts.stop();
  }

  @FXML
  private void more() {
    viewModel.readMore();
  }
}
