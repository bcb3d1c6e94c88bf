package dev.cutover.ui.measure;

import dev.cutover.ui.fx.FirstFrame;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.fx.Toolkit;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Scene;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// A program that shows a window with the theme of the console and nothing behind it, says when it
/// was drawn (`first-frame 900`, milliseconds since the process began), and ends: what no window
/// can beat. Without an argument there is not one control in it; with [#CONTROLS] a table and a
/// chart, the least that a window with data is made of.
public final class EmptyWindow {
  public static final String CONTROLS = "controls";

  private EmptyWindow() {}

  public static void main(String[] arguments) {
    boolean controls = List.of(arguments).contains(CONTROLS);
    CompletableFuture<CompletableFuture<Long>> shown = new CompletableFuture<>();
    Toolkit.start(() -> shown.complete(FirstFrame.of(show(controls ? controls() : new Region()))));
    long drawn = ProcessTime.at(shown.join().join());
    try (PrintStream out =
        new PrintStream(
            new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII)) {
      out.println("first-frame " + drawn);
    }
    Toolkit.stop();
  }

  private static Region controls() {
    TableView<String> table = new TableView<>();
    for (String title : List.of("A", "B", "C")) {
      TableColumn<String, String> column = new TableColumn<>(title);
      column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue()));
      table.getColumns().add(column);
    }
    table.getItems().addAll("1", "2", "3");
    LineChart<Number, Number> chart = new LineChart<>(new NumberAxis(), new NumberAxis());
    XYChart.Series<Number, Number> series = new XYChart.Series<>();
    for (int x = 0; x < 10; x++) {
      series.getData().add(new XYChart.Data<>(x, x));
    }
    chart.getData().add(series);
    return new VBox(table, chart);
  }

  private static Stage show(Region content) {
    Stage stage = new Stage();
    Scene scene = new Scene(content, 1280, 860);
    Theme.ofSystem().dress(scene);
    stage.setScene(scene);
    stage.show();
    return stage;
  }
}
