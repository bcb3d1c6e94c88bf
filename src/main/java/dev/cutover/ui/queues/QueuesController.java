package dev.cutover.ui.queues;

import dev.cutover.job.Stage;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.monitor.QueueLine;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.widget.DepthChart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tab;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Wires the depth tab; the other two tabs get their content from outside.
public final class QueuesController {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  private final QueuesViewModel viewModel;
  private final Texts texts;
  private final Times times;
  private final LongProperty moment = new SimpleLongProperty(DepthChart.NO_CURSOR);
  private final List<Plot> plots = new ArrayList<>();

  @FXML private VBox page;
  @FXML private Node content;
  @FXML private Tab topologyTab;
  @FXML private Tab lettersTab;
  @FXML private ComboBox<DepthSpan> spans;
  @FXML private Label trouble;
  @FXML private TableView<QueueRow> table;
  @FXML private TableColumn<QueueRow, String> queue;
  @FXML private TableColumn<QueueRow, QueueRow> state;
  @FXML private TableColumn<QueueRow, String> ready;
  @FXML private TableColumn<QueueRow, String> unacked;
  @FXML private TableColumn<QueueRow, String> consumers;
  @FXML private TableColumn<QueueRow, String> open;
  @FXML private TableColumn<QueueRow, String> in;
  @FXML private TableColumn<QueueRow, String> out;
  @FXML private TableColumn<QueueRow, String> drain;
  @FXML private FlowPane choices;
  @FXML private VBox charts;

  /// A chart, the moment above it, and the names of its lines with their values at that moment.
  private record Plot(
      QueueDepths.Measure measure, DepthChart chart, Label moment, Map<String, Label> keys) {}

  public QueuesController(QueuesViewModel viewModel, Texts texts, Times times) {
    this.viewModel = viewModel;
    this.texts = texts;
    this.times = times;
  }

  public QueuesViewModel getViewModel() {
    return viewModel;
  }

  /// @param band says when the depths are old
  void setBand(Function<Node, Node> band) {
    page.getChildren().addFirst(band.apply(content));
  }

  boolean isTopologyInFront() {
    return topologyTab.isSelected();
  }

  boolean areLettersInFront() {
    return lettersTab.isSelected();
  }

  void setTabs(Node topology, Node letters) {
    topologyTab.setContent(topology);
    lettersTab.setContent(letters);
  }

  @FXML
  private void initialize() {
    trouble.visibleProperty().bind(viewModel.troubleProperty().isNotEmpty());
    trouble.managedProperty().bind(trouble.visibleProperty());
    viewModel.staleProperty().addListener((_, _, now) -> table.pseudoClassStateChanged(STALE, now));
    spans.getItems().setAll(DepthSpan.values());
    spans.setCellFactory(_ -> spanCell());
    spans.setButtonCell(spanCell());
    spans.valueProperty().bindBidirectional(viewModel.spanProperty());
    column(queue, QueueRow::queue);
    column(ready, QueueRow::ready);
    column(unacked, QueueRow::unacknowledged);
    column(consumers, QueueRow::consumers);
    column(open, QueueRow::open);
    column(in, QueueRow::in);
    column(out, QueueRow::out);
    column(drain, QueueRow::drain);
    state.setCellValueFactory(cell -> new SimpleObjectProperty<>(cell.getValue()));
    state.setCellFactory(_ -> new StateCell());
    table.setItems(viewModel.rows());
    for (QueueDepths.Measure measure : QueueDepths.Measure.values()) {
      choose(measure);
      plot(measure);
    }
    viewModel.pictureProperty().addListener((_, _, now) -> draw(now));
    moment.addListener(_ -> read());
  }

  private void column(TableColumn<QueueRow, String> column, Function<QueueRow, String> value) {
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
  }

  private ListCell<DepthSpan> spanCell() {
    return new ListCell<>() {
      @Override
      protected void updateItem(@Nullable DepthSpan span, boolean empty) {
        super.updateItem(span, empty);
        setText(empty || span == null ? null : texts.get(span.key()));
      }
    };
  }

  private static String word(QueueDepths.Measure measure) {
    return measure.name().toLowerCase(Locale.ROOT);
  }

  private void choose(QueueDepths.Measure measure) {
    CheckBox box = new CheckBox();
    String title = texts.get("queues.chart." + word(measure));
    box.setId("draw-" + word(measure));
    box.selectedProperty().bindBidirectional(viewModel.drawnProperty(measure));
    if (measure == QueueDepths.Measure.UNACKNOWLEDGED) {
      ReadOnlyBooleanProperty known = viewModel.unacknowledgedKnownProperty();
      box.disableProperty().bind(known.not());
      box.textProperty()
          .bind(
              Bindings.when(known)
                  .then(title)
                  .otherwise(title + " " + texts.get("queues.chart.needs-management")));
    } else {
      box.setText(title);
    }
    choices.getChildren().add(box);
  }

  private void plot(QueueDepths.Measure measure) {
    String title = "queues.chart." + word(measure);
    Label name = new Label(texts.get(title));
    name.getStyleClass().add("queues-chart-title");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Label at = new Label();
    at.getStyleClass().add("queues-reading");
    at.setMinWidth(Region.USE_PREF_SIZE);
    FlowPane names = new FlowPane();
    names.getStyleClass().add("queues-keys");
    HBox.setHgrow(names, Priority.ALWAYS);
    Map<String, Label> keys = new LinkedHashMap<>();
    for (String line : lines(measure)) {
      keys.put(line, key(line));
    }
    names.getChildren().setAll(keys.values());
    HBox head = new HBox(name, at, names);
    head.getStyleClass().add("queues-bar");
    DepthChart chart = new DepthChart();
    chart.setTimeLabels(millis -> times.time(Instant.ofEpochMilli(millis)));
    chart.momentProperty().bindBidirectional(moment);
    chart.setAccessibleText(texts.get(title));
    chart.setAccessibleHelp(texts.get("queues.chart.help"));
    chart.setMinHeight(110);
    chart.setPrefHeight(130);
    chart.setId("chart-" + word(measure));
    VBox.setVgrow(chart, Priority.ALWAYS);
    for (Node each : List.of(head, chart)) {
      each.visibleProperty().bind(viewModel.drawnProperty(measure));
      each.managedProperty().bind(each.visibleProperty());
      charts.getChildren().add(each);
    }
    plots.add(new Plot(measure, chart, at, keys));
  }

  private static List<String> lines(QueueDepths.Measure measure) {
    return Stream.of(Stage.values())
        .map(Stage::queue)
        .flatMap(
            queue ->
                QueuesViewModel.isOfMessages(measure)
                    ? Stream.of(queue, queue + ".dead")
                    : Stream.of(queue))
        .toList();
  }

  /// A piece of the line beside its name, so that colour and dashes can be read.
  private static Label key(String queue) {
    Line sample = new Line(0, 0, 20, 0);
    sample.getStyleClass().addAll("depth-key", style(queue));
    Label key = new Label(shortName(queue), sample);
    key.getStyleClass().add("queues-reading");
    return key;
  }

  private static String style(String queue) {
    return "depth-line-" + shortName(queue).replace('.', '-');
  }

  private void draw(@Nullable DepthPicture picture) {
    if (picture == null) {
      return;
    }
    List<DepthChart.Marker> markers =
        picture.moments().stream()
            .map(each -> new DepthChart.Marker(each.millis(), each.text()))
            .toList();
    for (Plot plot : plots) {
      List<DepthChart.Series> series =
          picture.lines().getOrDefault(plot.measure(), List.of()).stream()
              .map(line -> new DepthChart.Series(line.queue(), style(line.queue()), line.points()))
              .toList();
      plot.chart().show(picture.from(), picture.to(), series, markers);
    }
    read();
  }

  private void read() {
    for (Plot plot : plots) {
      String at = viewModel.moment(moment.get());
      Map<String, String> values = viewModel.values(plot.measure(), moment.get());
      plot.moment().setText(at);
      plot.keys()
          .forEach(
              (line, key) -> key.setText(shortName(line) + " " + values.getOrDefault(line, "")));
      plot.chart()
          .setAccessibleText(
              at
                  + values.entrySet().stream()
                      .map(each -> ", " + each.getKey() + " " + each.getValue())
                      .collect(Collectors.joining()));
    }
  }

  private static String shortName(String queue) {
    return queue.substring(queue.indexOf('.') + 1);
  }

  /// Icon and word; colour by style class. Its parts are kept: rows change each second, their
  /// states seldom.
  private final class StateCell extends TableCell<QueueRow, QueueRow> {
    private final FontIcon icon = new FontIcon();
    private final Label word = new Label();
    private final HBox box = new HBox(icon, word);
    private final Tooltip why = new Tooltip();

    @Override
    protected void updateItem(@Nullable QueueRow row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      String state = row.condition().name().toLowerCase(Locale.ROOT);
      if (getGraphic() == null || !box.getStyleClass().contains(style(state))) {
        icon.setIconLiteral(icon(row.condition()));
        box.getStyleClass().setAll("queue-state", style(state));
        why.setText(texts.get("queues.state.why." + state));
      }
      word.setText(row.state());
      setGraphic(box);
      setAccessibleText(row.state());
      setTooltip(why);
    }

    private static String style(String state) {
      return state.replace('_', '-');
    }

    private static String icon(QueueLine.Condition condition) {
      return switch (condition) {
        case UNKNOWN -> "fth-help-circle";
        case MISSING -> "fth-x-octagon";
        case NO_CONSUMERS -> "fth-user-x";
        case IDLE -> "fth-moon";
        case BUSY -> "fth-activity";
      };
    }
  }
}
