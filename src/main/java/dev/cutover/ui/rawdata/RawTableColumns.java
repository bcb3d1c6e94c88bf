package dev.cutover.ui.rawdata;

import dev.cutover.rawdata.RawLine;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.widget.Columns;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;

/// Columns of the raw rows.
final class RawTableColumns {
  private RawTableColumns() {}

  static void fill(TableView<RawLine> table, ScreenContext context) {
    Columns columns = new Columns(context.texts());
    Label none = new Label(context.texts().get("rawdata.none"));
    none.setId("rawdata-none");
    none.setWrapText(true);
    none.getStyleClass().add("empty");
    table.setPlaceholder(none);
    table.getColumns().add(columns.text("rawdata.column.record", 125, RawLine::name));
    table.getColumns().add(columns.text("rawdata.column.entity", 95, RawLine::entity));
    table
        .getColumns()
        .add(columns.state("rawdata.column.state", 105, "rawdata.state.", RawLine::status));
    table
        .getColumns()
        .add(
            columns.text(
                "rawdata.column.extracted",
                156,
                line -> context.times().dateTime(line.extractedAt())));
    table.getColumns().add(columns.number("rawdata.column.version", 82, RawLine::version));
    table
        .getColumns()
        .add(
            columns.number(
                "rawdata.column.size",
                90,
                line -> {
                  Long size = line.size();
                  return size == null ? -1 : size;
                }));
    table.getColumns().add(columns.text("rawdata.column.tenant", 110, RawLine::tenantName));
    table.getColumns().add(columns.number("rawdata.column.id", 80, RawLine::id));
    table
        .getColumns()
        .add(
            columns.text(
                "rawdata.column.problem",
                320,
                line -> line.problem() == null ? "" : line.problem()));
  }
}
