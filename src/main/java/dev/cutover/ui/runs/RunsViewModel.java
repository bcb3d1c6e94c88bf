package dev.cutover.ui.runs;

import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.ui.Access;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.ScreenContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The newest runs, narrowed by what is typed.
public final class RunsViewModel {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int SHOWN = 200;

  private final Access access;
  private final ScreenContext context;
  private final FxPoller<List<RunSnapshot>> poller;
  private final StringProperty filter = new SimpleStringProperty("");
  private final ObservableList<RunSnapshot> runs = FXCollections.observableArrayList();
  private List<RunSnapshot> all = List.of();

  public RunsViewModel(PipelineMonitor monitor, Access access, ScreenContext context) {
    this.access = access;
    this.context = context;
    this.poller = context.poller(PAUSE, () -> monitor.latestRuns(SHOWN), this::apply);
    filter.addListener((_, _, _) -> show());
  }

  private void apply(List<RunSnapshot> found) {
    all = found;
    show();
  }

  private void show() {
    String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
    Merge.into(runs, all.stream().filter(run -> matches(run, wanted)).toList(), RunSnapshot::run);
  }

  private static boolean matches(RunSnapshot run, String wanted) {
    return wanted.isEmpty()
        || run.run().toString().equals(wanted)
        || run.provider().contains(wanted)
        || run.status().contains(wanted)
        || run.problems().stream()
            .anyMatch(each -> each.what().toLowerCase(Locale.ROOT).contains(wanted));
  }

  /// Why nothing may be changed now, in words; empty when it may.
  public ObservableValue<String> blockedBy() {
    return access.blockedBy().map(key -> key.isEmpty() ? "" : context.texts().get(key));
  }

  public Live live() {
    return poller;
  }

  public StringProperty filterProperty() {
    return filter;
  }

  public ObservableList<RunSnapshot> runs() {
    return runs;
  }
}
