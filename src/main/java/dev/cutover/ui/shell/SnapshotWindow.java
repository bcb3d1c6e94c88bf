package dev.cutover.ui.shell;

import dev.cutover.job.Problem;
import dev.cutover.job.Progress;
import dev.cutover.rawdata.SnapshotCheck;
import dev.cutover.rawdata.SnapshotFacts;
import dev.cutover.ui.Access;
import dev.cutover.ui.SnapshotFiles;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.Background;
import dev.cutover.ui.fx.BackgroundThreads;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.FxThread;
import dev.cutover.ui.fx.Overlays;
import dev.cutover.ui.fx.PollTimer;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.rawdata.RawDataController;
import dev.cutover.ui.rawdata.RawDataViewModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The content of a window on a snapshot: what it is, and the raw-data screen over it. No server is
/// contacted. All methods belong to the FX thread.
public final class SnapshotWindow implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotWindow.class);
  private static final PseudoClass DAMAGED = PseudoClass.getPseudoClass("damaged");
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Console.Settings settings;
  private final SnapshotFiles files;
  private final Runnable choose;
  private final FxThread fx = FxThread.ofToolkit();
  private final Background background = new BackgroundThreads(fx);
  private final Scene scene;
  private final StackPane layers = new StackPane();
  private final Label banner = new Label();
  private final HBox tasks = new HBox();
  private final Overlays overlays = new Overlays();
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
  private final Checking checking = new Checking();
  private @Nullable PollTimer timer;
  private SnapshotFiles.@Nullable Opened opened;
  private @Nullable RawDataController page;
  private @Nullable FxPoller<Duration> beat;
  private boolean closed;

  /// How far the proof of the file has come; told to it by another thread.
  private static final class Checking implements Progress {
    private volatile boolean cancelled;

    @Override
    public void at(long done, long total) {}

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  /// @param openAnother opens a file in a window of its own
  /// @param choose lets the user choose one
  public SnapshotWindow(
      Console.Settings settings, SnapshotFiles files, Consumer<Path> openAnother, Runnable choose) {
    this.settings = settings;
    this.files = files;
    this.choose = choose;
    layers.getStyleClass().add("shell");
    this.scene = new Scene(layers, 1280, 860);
    settings.choices().look().orElseGet(Theme::ofSystem).dress(scene);
    overlays.over(layers);
    layers.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    SnapshotDrop.onto(scene, openAnother);
  }

  public Scene scene() {
    return scene;
  }

  /// Name of the file.
  public ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  /// True when its rows are shown.
  public boolean isOpen() {
    return page != null;
  }

  public void open(Path file) {
    name.set(String.valueOf(file.getFileName()));
    Label reading = new Label(texts().get("snapshot.opening", file.toString()));
    reading.getStyleClass().add("start-page");
    layers.getChildren().setAll(reading);
    background.run(() -> files.open(file), this::show, failure -> failed(files.explain(failure)));
  }

  private Texts texts() {
    return settings.views().texts();
  }

  private void failed(Problem problem) {
    Label title = new Label(texts().get("snapshot.failed"));
    title.getStyleClass().add("title-2");
    Label what = new Label(problem.what());
    what.setId("snapshot-problem");
    what.getStyleClass().add("problem");
    what.setWrapText(true);
    Label remedy = new Label(problem.remedy());
    remedy.setWrapText(true);
    Button another = new Button(texts().get("snapshot.choose"));
    another.setDefaultButton(true);
    another.setOnAction(_ -> choose.run());
    VBox box = new VBox(title, what, remedy, another);
    box.getStyleClass().add("start-box");
    box.setMaxHeight(Region.USE_PREF_SIZE);
    VBox start = new VBox(box);
    start.getStyleClass().add("start-page");
    layers.getChildren().setAll(start);
  }

  private void show(SnapshotFiles.Opened found) {
    if (closed) {
      found.close();
      return;
    }
    opened = found;
    PollTimer beats = PollTimer.ofThreads();
    timer = beats;
    ScreenContext context =
        new ScreenContext(
            settings.views(),
            overlays,
            settings.times(),
            background,
            new Activities(background, settings.clock(), files::explain),
            beats,
            fx,
            settings.clock(),
            files::explain);
    Access access = new Access(new NoConnection(found.facts()), settings.clock(), true);
    RawDataController made =
        new RawDataController(new RawDataViewModel(found.ports(), access, context), context);
    page = made;
    Parent root = made.root();
    VBox.setVgrow(root, Priority.ALWAYS);
    VBox frame = new VBox(band(), new StackPane(root), status());
    frame.getChildren().get(1).getStyleClass().add("stage");
    VBox.setVgrow(frame.getChildren().get(1), Priority.ALWAYS);
    layers.getChildren().setAll(frame);
    TaskStrip strip = new TaskStrip(tasks, context);
    FxPoller<Duration> ticks = context.poller(BEAT, () -> BEAT, _ -> strip.tick());
    beat = ticks;
    ticks.start();
    made.shown();
    verify(found);
  }

  private HBox band() {
    banner.setId("snapshot-banner");
    banner.getStyleClass().add("environment-name");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button another = new Button(texts().get("snapshot.choose"));
    another.getStyleClass().add("band-button");
    another.setMinWidth(Region.USE_PREF_SIZE);
    another.setOnAction(_ -> choose.run());
    HBox band = new HBox(banner, space, another);
    band.getStyleClass().addAll("environment-band", "band-grey");
    return band;
  }

  private HBox status() {
    tasks.getStyleClass().add("tasks");
    HBox bar = new HBox(tasks);
    bar.getStyleClass().add("status-bar");
    return bar;
  }

  private void verify(SnapshotFiles.Opened found) {
    tell(found.facts(), texts().get("snapshot.checking"));
    background.run(
        () -> found.verify(checking),
        check -> tell(check.facts(), words(check)),
        failure -> tell(found.facts(), files.explain(failure).what()));
  }

  private String words(SnapshotCheck check) {
    banner.pseudoClassStateChanged(DAMAGED, !check.isWhole());
    if (check.isWhole()) {
      return texts().get("snapshot.whole");
    }
    return texts()
        .get(
            "snapshot.damaged",
            check.intact(),
            check.damagedRows(),
            String.join(" ", check.notes()));
  }

  private void tell(SnapshotFacts facts, String state) {
    banner.setText(
        texts()
            .get(
                facts.masked().isEmpty() ? "snapshot.banner" : "snapshot.banner.masked",
                facts.provenance().origin(),
                settings.times().dateTime(facts.takenAt()),
                facts.rows(),
                state));
  }

  private void key(KeyEvent event) {
    RawDataController shown = page;
    if (event.getCode() == KeyCode.O && event.isShortcutDown()) {
      choose.run();
    } else if (event.getCode() == KeyCode.F5 && shown != null) {
      shown.refresh();
    } else if (event.getCode() == KeyCode.F && event.isShortcutDown() && shown != null) {
      shown.focusFilter();
    } else {
      return;
    }
    event.consume();
  }

  /// Stops reading and closes the file.
  @Override
  public void close() {
    closed = true;
    checking.cancelled = true;
    RawDataController shown = page;
    page = null;
    if (shown != null) {
      shown.hidden();
    }
    FxPoller<Duration> ticks = beat;
    if (ticks != null) {
      ticks.stop();
    }
    PollTimer beats = timer;
    if (beats != null) {
      beats.close();
    }
    SnapshotFiles.Opened open = opened;
    opened = null;
    if (open != null) {
      LOG.info("closing {}", open.facts().file());
      open.close();
    }
  }
}
