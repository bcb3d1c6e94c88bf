package dev.cutover.ui.pipeline;

import dev.cutover.monitor.JobBrowser;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Columns;
import java.time.Instant;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;

/// Columns of the jobs.
final class JobTable {
  private JobTable() {}

  static void fill(TableView<JobBrowser.JobLine> table, ScreenContext context) {
    Texts texts = context.texts();
    Columns columns = new Columns(texts);
    table.setPlaceholder(new Label(texts.get("jobs.none")));
    table.getColumns().add(columns.number("jobs.id", 80, JobBrowser.JobLine::id));
    table.getColumns().add(columns.state("jobs.state", 120, "state.", JobBrowser.JobLine::state));
    table
        .getColumns()
        .add(
            columns.text(
                "jobs.stage", 90, line -> texts.getOr("stage." + line.stage(), line.stage())));
    table.getColumns().add(columns.text("jobs.entity", 150, JobBrowser.JobLine::entity));
    table
        .getColumns()
        .add(columns.number("jobs.run", 60, line -> line.run() == null ? -1 : line.run()));
    table
        .getColumns()
        .add(columns.text("jobs.attempt", 76, line -> line.attempt() + "/" + line.maxAttempts()));
    table
        .getColumns()
        .add(
            columns.text(
                "jobs.since",
                80,
                line -> {
                  Instant created = line.createdAt();
                  return created == null ? "" : context.times().time(created);
                }));
    table
        .getColumns()
        .add(
            columns.text(
                "jobs.problem", 360, line -> line.problem() == null ? "" : line.problem()));
  }
}
