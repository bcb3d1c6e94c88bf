package dev.cutover.ui.shell;

import dev.cutover.monitor.LogTail;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.ScreenContext;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;

/// The program's log at the foot of the window, read while it is open.
final class LogPane {
  private static final int KEPT = 2_000;

  private final ObservableList<String> lines = FXCollections.observableArrayList();
  private final FxPoller<List<LogTail.Line>> poller;
  private final ScreenContext context;
  private final ListView<String> list;
  private final BooleanSupplier follows;
  private volatile long last;

  LogPane(ListView<String> list, BooleanSupplier follows, LogTail tail, ScreenContext context) {
    this.list = list;
    this.follows = follows;
    this.context = context;
    list.setItems(lines);
    list.setPlaceholder(new Label(context.texts().get("log.empty")));
    this.poller = context.poller(Duration.ofMillis(500), () -> tail.after(last), this::add);
  }

  private void add(List<LogTail.Line> fresh) {
    for (LogTail.Line line : fresh) {
      lines.add(
          "%s %-5s %s  %s"
              .formatted(
                  context.times().time(line.at()), line.level(), line.component(), line.text()));
      last = Math.max(last, line.number());
    }
    if (lines.size() > KEPT) {
      lines.remove(0, lines.size() - KEPT);
    }
    if (!fresh.isEmpty() && follows.getAsBoolean()) {
      list.scrollTo(lines.size() - 1);
    }
  }

  void setOpen(boolean open) {
    if (open) {
      poller.start();
    } else {
      poller.stop();
    }
  }
}
