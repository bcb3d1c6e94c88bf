package dev.cutover.ui.shell;

import dev.cutover.monitor.LogTail;
import dev.cutover.ui.Environment;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Looks;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The frame around the screens. Public, since the expressions of its FXML read nothing of a class
/// that is not.
public final class ShellController {
  private static final PseudoClass AWAY = PseudoClass.getPseudoClass("away");
  private static final PseudoClass LOCKED = PseudoClass.getPseudoClass("locked");
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final ShellViewModel viewModel;
  private final ScreenContext context;
  private final Pages pages;
  private final Map<Screen, ToggleButton> buttons = new EnumMap<>(Screen.class);
  private final List<Command> commands = new ArrayList<>();
  private final Looks looks;
  private final LogTail tail;
  private final Runnable connections;
  private final @Nullable Runnable snapshot;
  private final Parent root;
  private @Nullable FxPoller<Duration> beat;
  private @Nullable LogPane logLines;

  // Held here for its listener.
  @SuppressWarnings("unused")
  private @Nullable Toasts toasts;

  @FXML private StackPane layers;
  @FXML private HBox band;
  @FXML private Label environmentName;
  @FXML private Label databaseAddress;
  @FXML private Label brokerAddress;
  @FXML private Button unlock;
  @FXML private VBox navigation;
  @FXML private StackPane stage;
  @FXML private VBox logPane;
  @FXML private CheckBox logFollow;
  @FXML private ComboBox<String> logLevel;
  @FXML private TextField logFilter;
  @FXML private ListView<LogTail.Line> log;
  @FXML private Label dataAge;
  @FXML private Label databaseState;
  @FXML private Label brokerState;
  @FXML private HBox tasks;
  @FXML private Button bell;

  /// @param looks of the window
  /// @param connections shows the profiles
  /// @param snapshot asks for one and opens it; null where there are no other windows
  ShellController(
      ShellViewModel viewModel,
      ScreenContext context,
      Pages pages,
      LogTail tail,
      Looks looks,
      Runnable connections,
      @Nullable Runnable snapshot) {
    this.connections = connections;
    this.snapshot = snapshot;
    this.viewModel = viewModel;
    this.context = context;
    this.pages = pages;
    this.looks = looks;
    this.tail = tail;
    this.root = context.views().load("shell/shell", this);
  }

  public ShellViewModel getViewModel() {
    return viewModel;
  }

  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    Texts texts = context.texts();
    Environment environment = viewModel.getEnvironment();
    band.getStyleClass().add("environment-" + environment.kind().word());
    band.getStyleClass().add("band-" + environment.colour().word());
    environmentName.setText(environment.name());
    databaseAddress.setText(environment.database());
    brokerAddress.setText(environment.broker());
    ToggleGroup group = new ToggleGroup();
    for (Screen each : Screen.values()) {
      navigation.getChildren().add(button(each, group, texts));
    }
    commands.addAll(
        ShellCommands.of(
            texts,
            viewModel,
            new ShellCommands.Acts(
                this::showPalette,
                this::toggleKeys,
                this::toggleLog,
                this::toggleNotices,
                this::toggleAccess,
                () -> page().refresh(),
                connections,
                snapshot,
                () -> page().hold(),
                this::copyCommand,
                this::goToPane,
                looks)));
    pages.list(commands);
    context.overlays().over(layers);
    layers.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    layers.setOnKeyTyped(this::typed);
    viewModel.screenProperty().addListener((_, before, now) -> show(before, now));
    viewModel.databaseOkProperty().addListener((_, _, ok) -> away(databaseState, !ok));
    viewModel.brokerOkProperty().addListener((_, _, ok) -> away(brokerState, !ok));
    viewModel.accessTextProperty().addListener((_, _, _) -> showAccess());
    showAccess();
    TaskStrip strip = new TaskStrip(tasks, context);
    beat =
        context.poller(
            BEAT,
            () -> BEAT,
            _ -> {
              strip.tick();
              showAge();
            });
    logLines = new LogPane(log, logLevel, logFilter, logFollow::isSelected, tail, context);
    toasts = new Toasts(layers, context.activities(), texts);
    var notices = context.activities().notices();
    notices.addListener((javafx.collections.ListChangeListener<Activities.Notice>) _ -> showBell());
    showBell();
  }

  /// Asks over whatever is in front.
  void ask(Question.Asked asked, Runnable yes) {
    context.overlays().show(close -> new Question(context.texts(), asked, _ -> yes.run(), close));
  }

  /// Begins to read; to be called once the window is shown.
  public void start() {
    viewModel.start();
    Objects.requireNonNull(beat).start();
    show(viewModel.screenProperty().get(), viewModel.screenProperty().get());
  }

  /// Reads nothing any more.
  public void stop() {
    viewModel.stop();
    Objects.requireNonNull(beat).stop();
    Objects.requireNonNull(logLines).setOpen(false);
    page().hidden();
  }

  private ToggleButton button(Screen screen, ToggleGroup group, Texts texts) {
    ToggleButton button = new ToggleButton(texts.get("screen." + screen.word()));
    button.setId("screen-" + screen.word());
    button.setGraphic(new FontIcon(screen.icon()));
    button.setToggleGroup(group);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setTooltip(new Tooltip(texts.get("screen." + screen.word()) + "  Ctrl+" + screen.key()));
    button.setOnAction(_ -> viewModel.open(screen));
    buttons.put(screen, button);
    return button;
  }

  private void show(Screen before, Screen now) {
    pages.of(before).hidden();
    Page page = page();
    stage.getChildren().setAll(page.root());
    Objects.requireNonNull(buttons.get(now)).setSelected(true);
    page.shown();
    showAge();
  }

  /// How old what is in front is.
  private void showAge() {
    FxPoller.Freshness freshness =
        page().reads().map(live -> live.freshnessProperty().get()).orElse(null);
    Instant asOf = freshness == null ? null : freshness.asOf();
    dataAge.setText(
        asOf == null ? "" : context.texts().get("status.as-of", context.times().time(asOf)));
    away(dataAge, freshness != null && freshness.isStale());
  }

  private void goToPane(int step) {
    Node first = Objects.requireNonNull(buttons.get(viewModel.screenProperty().get()));
    Panes.go(first, page().root(), step);
  }

  private void copyCommand() {
    page()
        .commandLine()
        .ifPresent(
            line -> {
              ClipboardContent content = new ClipboardContent();
              content.putString(line);
              Clipboard.getSystemClipboard().setContent(content);
              context
                  .activities()
                  .notice(Activities.Notice.Kind.DONE, context.texts().get("command.copied"), line);
            });
  }

  private Page page() {
    return pages.of(viewModel.screenProperty().get());
  }

  private static void away(Label label, boolean away) {
    label.pseudoClassStateChanged(AWAY, away);
  }

  private void showAccess() {
    boolean locked = !viewModel.isWritable();
    band.pseudoClassStateChanged(LOCKED, locked);
    unlock.setText(context.texts().get(locked ? "access.unlock" : "access.lock"));
    unlock.setDisable(locked && !viewModel.mayBeUnlocked());
  }

  private void showBell() {
    bell.setText(context.texts().get("status.notices", context.activities().notices().size()));
  }

  private void key(KeyEvent event) {
    for (Command command : commands) {
      KeyCombination keys = command.keys();
      if (keys != null && keys.match(event)) {
        command.act().run();
        event.consume();
        return;
      }
    }
  }

  /// `/`, `:` and `?` are commands only where nobody types a text.
  private void typed(KeyEvent event) {
    if (context.overlays().isOpen()
        || event.getTarget() instanceof javafx.scene.control.TextInputControl) {
      return;
    }
    switch (event.getCharacter()) {
      case "/" -> page().focusFilter();
      case ":" -> showPalette();
      case "?" -> toggleKeys();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void showPalette() {
    context.overlays().show(close -> new Palette(context.texts(), commands, close));
  }

  @FXML
  private void toggleKeys() {
    context.overlays().show(close -> new KeySheet(context.texts(), commands, close));
  }

  @FXML
  private void toggleNotices() {
    context
        .overlays()
        .show(
            close ->
                new NoticeList(
                    context.texts(), context.times(), context.activities().notices(), close));
  }

  @FXML
  private void toggleAccess() {
    if (viewModel.isWritable()) {
      viewModel.lock();
    } else if (viewModel.mayBeUnlocked()) {
      context
          .overlays()
          .show(
              close ->
                  new UnlockBox(
                      context.texts(),
                      viewModel.getEnvironment().name(),
                      viewModel::unlock,
                      close));
    }
  }

  @FXML
  private void toggleLog() {
    boolean open = !logPane.isVisible();
    logPane.setVisible(open);
    logPane.setManaged(open);
    Objects.requireNonNull(logLines).setOpen(open);
  }

  @FXML
  private void toggleZone() {
    viewModel.toggleZone();
    page().refresh();
  }
}
