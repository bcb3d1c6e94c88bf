package dev.cutover.ui.widget;

import dev.cutover.monitor.DepthPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import javafx.beans.property.LongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.collections.ObservableList;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Line;
import javafx.util.StringConverter;

/// Lines over time with least and greatest values, vertical markers, and a cursor that several
/// charts share. It is given reduced points ([#COLUMNS] columns at the most), which is what keeps
/// an update short.
public final class DepthChart extends StackPane {
  /// Columns of a series; each is two points at the most, and 600 points are what the toolkit draws
  /// without a pause.
  public static final int COLUMNS = 300;

  /// The cursor is nowhere.
  public static final long NO_CURSOR = -1;

  private static final int LABELS = 6;
  private static final int MOST_FORGOTTEN = 20;
  private static final long[] STEPS = {
    10_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    14_400_000,
    28_800_000,
    86_400_000
  };

  /// One line.
  ///
  /// @param style style class that gives it its colour and dashes
  public record Series(String name, String style, List<DepthPoint> points) {}

  /// A moment worth a line across all charts.
  public record Marker(long millis, String text) {}

  private final NumberAxis time = new NumberAxis();
  private final NumberAxis values = new NumberAxis();
  private final LineChart<Number, Number> chart = new LineChart<>(time, values);
  private final Pane overlay = new Pane();
  private final Line cursorLine = new Line();
  private final LongProperty cursor = new SimpleLongProperty(this, "moment", NO_CURSOR);
  private List<Marker> markers = List.of();

  public DepthChart() {
    getStyleClass().add("depth-chart");
    chart.setAnimated(false);
    chart.setCreateSymbols(false);
    chart.setLegendVisible(false);
    chart.setMinSize(0, 0);
    chart.setHorizontalZeroLineVisible(false);
    chart.setVerticalZeroLineVisible(false);
    time.setAutoRanging(false);
    time.setAnimated(false);
    time.setMinorTickVisible(false);
    values.setAutoRanging(false);
    values.setAnimated(false);
    values.setMinorTickVisible(false);
    values.setPrefWidth(64);
    values.setMinWidth(64);
    overlay.setMouseTransparent(true);
    cursorLine.getStyleClass().add("depth-cursor");
    getChildren().addAll(chart, overlay);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    chart.setFocusTraversable(false);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> cursor.set(millisAt(event.getX(), event)));
    addEventHandler(MouseEvent.MOUSE_EXITED, _ -> cursor.set(NO_CURSOR));
    addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
    addEventHandler(KeyEvent.KEY_PRESSED, this::moveCursor);
    cursor.addListener(_ -> requestLayout());
  }

  /// Milliseconds since 1970, [#NO_CURSOR] when there is none; to be bound to that of other charts.
  public LongProperty momentProperty() {
    return cursor;
  }

  /// @param label writes a moment below the axis
  public void setTimeLabels(LongFunction<String> label) {
    time.setTickLabelFormatter(
        new StringConverter<>() {
          @Override
          public String toString(Number millis) {
            return label.apply(millis.longValue());
          }

          @Override
          public Number fromString(String text) {
            throw new UnsupportedOperationException("labels are not typed in");
          }
        });
  }

  /// Shows this and nothing else.
  public void show(long from, long to, List<Series> lines, List<Marker> moments) {
    time.setTickUnit((double) step(to - from));
    time.setLowerBound((double) from);
    time.setUpperBound((double) to);
    double top = ceiling(lines);
    values.setTickUnit(top / 4);
    values.setLowerBound(0);
    values.setUpperBound(top);
    while (chart.getData().size() > lines.size()) {
      chart.getData().removeLast();
    }
    for (int i = 0; i < lines.size(); i++) {
      if (i == chart.getData().size()) {
        chart.getData().add(new XYChart.Series<>());
      }
      fill(chart.getData().get(i).getData(), lines.get(i).points());
    }
    // After all are there: the chart names the styles of all its lines anew when one is added.
    for (int i = 0; i < lines.size(); i++) {
      style(chart.getData().get(i), lines.get(i).style());
    }
    markers = List.copyOf(moments);
    requestLayout();
  }

  /// Leaves the points alone that are there already, which are all but a few while the time goes
  /// on, and moves others: to take them all out and put new ones in costs three times as much.
  private static void fill(
      ObservableList<XYChart.Data<Number, Number>> drawn, List<DepthPoint> points) {
    forget(drawn, points.isEmpty() ? Long.MAX_VALUE : points.getFirst().millis());
    List<XYChart.Data<Number, Number>> more = new ArrayList<>();
    int count = 0;
    double before = 0;
    for (DepthPoint point : points) {
      double middle = (point.least() + point.greatest()) / 2;
      // The nearer end first: a rising line does not look like a saw.
      boolean upwards = middle >= before;
      before = middle;
      put(drawn, more, count++, point.millis(), upwards ? point.least() : point.greatest());
      if (point.least() != point.greatest()) {
        put(drawn, more, count++, point.millis(), upwards ? point.greatest() : point.least());
      }
    }
    if (count < drawn.size()) {
      drawn.remove(count, drawn.size());
    }
    drawn.addAll(more);
  }

  /// Takes out what is older, so that the others keep their places; but not many.
  private static void forget(ObservableList<XYChart.Data<Number, Number>> drawn, long first) {
    int older = 0;
    while (older < drawn.size() && drawn.get(older).getXValue().longValue() < first) {
      older++;
    }
    if (older > 0 && older <= MOST_FORGOTTEN) {
      drawn.remove(0, older);
    }
  }

  private static void put(
      ObservableList<XYChart.Data<Number, Number>> drawn,
      List<XYChart.Data<Number, Number>> more,
      int place,
      long millis,
      double value) {
    if (place >= drawn.size()) {
      more.add(new XYChart.Data<>(millis, value));
      return;
    }
    XYChart.Data<Number, Number> there = drawn.get(place);
    if (there.getXValue().longValue() != millis) {
      there.setXValue(millis);
    }
    if (there.getYValue().doubleValue() != value) {
      there.setYValue(value);
    }
  }

  private static void style(XYChart.Series<Number, Number> drawn, String style) {
    Node node = drawn.getNode();
    if (node != null && !node.getStyleClass().contains(style)) {
      node.getStyleClass().setAll("chart-series-line", style);
    }
  }

  private static long step(long span) {
    for (long step : STEPS) {
      if (span / step <= LABELS) {
        return step;
      }
    }
    return Math.max(1, span / LABELS);
  }

  /// A round number at or above every value, and a multiple of four.
  private static double ceiling(List<Series> lines) {
    double greatest =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(DepthPoint::greatest)
            .max()
            .orElse(0);
    double unit = 1;
    while (true) {
      for (double factor : new double[] {4, 8, 12, 20, 32}) {
        if (greatest <= factor * unit) {
          return factor * unit;
        }
      }
      unit *= 10;
    }
  }

  private long millisAt(double x, MouseEvent event) {
    Bounds plot = plot();
    boolean inside = plot.contains(x, event.getY());
    return inside ? time.getValueForDisplay(x - plot.getMinX()).longValue() : NO_CURSOR;
  }

  private void moveCursor(KeyEvent event) {
    long from = (long) time.getLowerBound();
    long to = (long) time.getUpperBound();
    long step = Math.max(1, (to - from) / 60);
    long now = cursor.get() == NO_CURSOR ? to : cursor.get();
    switch (event.getCode()) {
      case LEFT -> cursor.set(Math.max(from, now - step));
      case RIGHT -> cursor.set(Math.min(to, now + step));
      case HOME -> cursor.set(from);
      case END -> cursor.set(to);
      case ESCAPE -> cursor.set(NO_CURSOR);
      default -> {
        return;
      }
    }
    event.consume();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    chart.layout();
    overlay.getChildren().clear();
    Bounds plot = plot();
    for (Marker marker : markers) {
      if (marker.millis() >= time.getLowerBound() && marker.millis() <= time.getUpperBound()) {
        mark(marker, plot);
      }
    }
    long at = cursor.get();
    if (at != NO_CURSOR && at >= time.getLowerBound() && at <= time.getUpperBound()) {
      place(cursorLine, at, plot);
      overlay.getChildren().add(cursorLine);
    }
    // Nodes that come in while the layout is done get their style with it, not a frame later.
    overlay.applyCss();
  }

  private void mark(Marker marker, Bounds plot) {
    Line line = new Line();
    line.getStyleClass().add("depth-marker");
    place(line, marker.millis(), plot);
    Label text = new Label(marker.text());
    text.getStyleClass().add("depth-marker-text");
    overlay.getChildren().addAll(line, text);
    text.applyCss();
    text.autosize();
    double right = line.getStartX() + 3;
    // A text that would leave the plot stands on the other side of its line.
    text.relocate(
        right + text.getWidth() > plot.getMaxX() ? right - 6 - text.getWidth() : right,
        plot.getMinY());
  }

  private void place(Line line, long millis, Bounds plot) {
    double x = Math.round(plot.getMinX() + time.getDisplayPosition(millis)) + 0.5;
    line.setStartX(x);
    line.setEndX(x);
    line.setStartY(plot.getMinY());
    line.setEndY(plot.getMaxY());
  }

  private Bounds plot() {
    Node plot = chart.lookup(".chart-plot-background");
    return sceneToLocal(plot.localToScene(plot.getBoundsInLocal()));
  }
}
