package dev.cutover.ui.cutover;

import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.StepName;
import dev.cutover.monitor.Pace;
import dev.cutover.ui.Access;
import dev.cutover.ui.CutoverPicture;
import dev.cutover.ui.CutoverWatch;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The cutover that is shown, read again and again: its steps, what is done right now, what is
/// asked. Says what was recorded, never what was requested.
public final class CutoverViewModel {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /// What the screen shows. PLAN while a new one is being made.
  public enum Mode {
    READING,
    EMPTY,
    PLAN,
    RUN
  }

  private final CutoverWatch watch;
  private final ScreenContext context;
  private final RunWords words;
  private final AskWords asks;
  private final FxPoller<CutoverPicture> poller;
  private final RunActsViewModel acts;
  private final PlanViewModel plan;
  private final ObservableList<StepRow> steps = FXCollections.observableArrayList();
  private final ObservableList<String> runs = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<CutoverPicture> picture =
      new ReadOnlyObjectWrapper<>(CutoverPicture.NONE);
  private final ReadOnlyObjectWrapper<Mode> mode = new ReadOnlyObjectWrapper<>(Mode.READING);
  private final ReadOnlyObjectWrapper<Ask> ask = new ReadOnlyObjectWrapper<>(Ask.NOTHING);
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper begun = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper frozen = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper heldBy = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper measure = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper end = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper noReturn = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(-1);
  private Pace pace = new Pace();
  private String paced = "";
  private volatile String wanted = "";

  public CutoverViewModel(CutoverWatch watch, Access access, ScreenContext context) {
    this.watch = watch;
    this.context = context;
    this.words = new RunWords(context.texts(), context.times());
    this.asks = new AskWords(context.texts(), context.times(), words.steps());
    this.poller = context.poller(PAUSE, () -> watch.look(wanted), this::apply);
    this.acts = new RunActsViewModel(picture, access, context, this::refresh);
    this.plan = new PlanViewModel(watch, access, context, this::begun);
  }

  private void apply(CutoverPicture now) {
    acts.look(now);
    picture.set(now);
    Merge.into(runs, now.runs().stream().map(CutoverPicture.KnownRun::id).toList(), each -> each);
    Optional<CutoverSnapshot> shown = now.shown();
    if (mode.get() != Mode.PLAN) {
      mode.set(shown.isPresent() ? Mode.RUN : Mode.EMPTY);
    }
    Ask fresh = asks.of(now);
    if (!fresh.equals(ask.get())) {
      ask.set(fresh);
    }
    shown.ifPresent(this::show);
  }

  private void show(CutoverSnapshot run) {
    Merge.into(steps, words.steps().rows(run), StepRow::name);
    title.set(words.title(run));
    begun.set(words.begun(run));
    state.set(words.state(run));
    frozen.set(words.frozen(run));
    heldBy.set(words.heldBy(run));
    doing.set(words.doing(run));
    measure.set(words.measure(run, rate(run)));
    end.set(words.expectedEnd(run));
    noReturn.set(words.noReturn(run));
    share.set(RunWords.share(run));
  }

  /// Begins anew with each piece of work.
  private OptionalDouble rate(CutoverSnapshot run) {
    String work = run.run() + run.current() + run.gauge().total();
    if (!work.equals(paced)) {
      paced = work;
      pace = new Pace();
    }
    pace.observe(run.at(), run.gauge().done());
    return pace.rate();
  }

  /// Shows another run.
  public void choose(@Nullable String run) {
    if (run != null && !run.equals(shown().map(CutoverSnapshot::run).orElse(""))) {
      wanted = run;
      refresh();
    }
  }

  /// Begins to make a plan.
  public void planAnew() {
    plan.begin();
    mode.set(Mode.PLAN);
  }

  /// Gives up making one.
  public void leavePlan() {
    mode.set(Mode.READING);
    refresh();
  }

  private void begun(String run) {
    wanted = run;
    leavePlan();
  }

  private void refresh() {
    poller.refresh();
  }

  /// Writes the report beside the FX thread.
  ///
  /// @param done gets the file
  public void report(Path folder, Consumer<Path> done) {
    String run = shown().orElseThrow().run();
    context
        .activities()
        .start(context.texts().get("cutover.report.doing"), () -> watch.report(run, folder), done);
  }

  RollbackViewModel rollback() {
    return new RollbackViewModel(watch, acts, shown().orElseThrow(), context);
  }

  public RunActsViewModel getActs() {
    return acts;
  }

  public PlanViewModel getPlan() {
    return plan;
  }

  RunWords words() {
    return words;
  }

  Texts texts() {
    return context.texts();
  }

  public Live live() {
    return poller;
  }

  Optional<CutoverSnapshot> shown() {
    return picture.get().shown();
  }

  /// Steps after which the run may be told to hold: those that are not done yet.
  List<StepName> ahead() {
    return steps.stream()
        .filter(row -> !row.state().equals("done"))
        .map(StepRow::name)
        .filter(each -> each != StepName.RESTORE)
        .toList();
  }

  public ReadOnlyObjectProperty<CutoverPicture> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Mode> modeProperty() {
    return mode.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Ask> askProperty() {
    return ask.getReadOnlyProperty();
  }

  public ObservableList<StepRow> steps() {
    return steps;
  }

  /// Ids of the runs that can be shown.
  public ObservableList<String> runs() {
    return runs;
  }

  public ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  public String getTitle() {
    return title.get();
  }

  public ReadOnlyStringProperty begunProperty() {
    return begun.getReadOnlyProperty();
  }

  public String getBegun() {
    return begun.get();
  }

  /// In words; the pill takes its colour from the picture.
  public ReadOnlyStringProperty stateProperty() {
    return state.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty frozenProperty() {
    return frozen.getReadOnlyProperty();
  }

  public String getFrozen() {
    return frozen.get();
  }

  public ReadOnlyStringProperty heldByProperty() {
    return heldBy.getReadOnlyProperty();
  }

  public String getHeldBy() {
    return heldBy.get();
  }

  public ReadOnlyStringProperty doingProperty() {
    return doing.getReadOnlyProperty();
  }

  public String getDoing() {
    return doing.get();
  }

  public ReadOnlyStringProperty measureProperty() {
    return measure.getReadOnlyProperty();
  }

  public String getMeasure() {
    return measure.get();
  }

  public ReadOnlyStringProperty endProperty() {
    return end.getReadOnlyProperty();
  }

  public String getEnd() {
    return end.get();
  }

  public ReadOnlyStringProperty noReturnProperty() {
    return noReturn.getReadOnlyProperty();
  }

  public ReadOnlyDoubleProperty shareProperty() {
    return share.getReadOnlyProperty();
  }

  public double getShare() {
    return share.get();
  }
}
