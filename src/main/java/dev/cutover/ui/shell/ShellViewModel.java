package dev.cutover.ui.shell;

import dev.cutover.monitor.Health;
import dev.cutover.ui.Access;
import dev.cutover.ui.Environment;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What the frame tells about the connection: where it leads, whether it may change anything, and
/// whether the servers answer.
public final class ShellViewModel {
  private static final Duration BEAT = Duration.ofSeconds(2);

  private final Environment environment;
  private final Access access;
  private final ScreenContext context;
  private final FxPoller<Health> health;
  private final ReadOnlyObjectWrapper<Screen> screen = new ReadOnlyObjectWrapper<>(Screen.OVERVIEW);
  private final ReadOnlyStringWrapper databaseState = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper brokerState = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper databaseOk = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyBooleanWrapper brokerOk = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyStringWrapper accessText = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper clockText = new ReadOnlyStringWrapper("");

  public ShellViewModel(
      Environment environment, Access access, Health.Probe probe, ScreenContext context) {
    this.environment = environment;
    this.access = access;
    this.context = context;
    this.health = context.poller(BEAT, probe::look, this::apply);
    access.writableProperty().addListener((_, _, _) -> tellAccess());
    context.times().utcProperty().addListener((_, _, _) -> tellTime());
    tellAccess();
    tellTime();
  }

  private void apply(Health found) {
    Texts texts = context.texts();
    var database = found.databaseProblem();
    databaseOk.set(database == null);
    databaseState.set(
        database == null
            ? texts.get("status.database.ok", found.databaseMillis())
            : texts.get("status.database.away"));
    var broker = found.brokerProblem();
    boolean connecting = broker != null && broker.code().equals(Health.CONNECTING);
    brokerOk.set(broker == null || connecting);
    brokerState.set(
        texts.get(
            broker == null
                ? "status.broker.ok"
                : connecting ? "status.broker.connecting" : "status.broker.away"));
    access.tick();
    tellAccess();
    tellTime();
  }

  private void tellAccess() {
    Texts texts = context.texts();
    Instant until = access.until();
    if (!access.writableProperty().get()) {
      accessText.set(texts.get("access.read-only"));
    } else if (until != null) {
      accessText.set(texts.get("access.until", context.times().time(until)));
    } else {
      accessText.set(texts.get("access.writable"));
    }
  }

  private void tellTime() {
    clockText.set(
        context.times().zoneName() + " " + context.times().time(context.clock().instant()));
  }

  public void start() {
    health.start();
  }

  public void stop() {
    health.stop();
  }

  public void open(Screen wanted) {
    screen.set(wanted);
  }

  public ReadOnlyObjectProperty<Screen> screenProperty() {
    return screen.getReadOnlyProperty();
  }

  /// @return whether the name was right
  public boolean unlock(String typed) {
    boolean unlocked = access.unlock(typed);
    tellAccess();
    return unlocked;
  }

  public void lock() {
    access.lock();
    tellAccess();
  }

  public boolean isWritable() {
    return access.writableProperty().get();
  }

  public boolean mayBeUnlocked() {
    return access.mayBeUnlocked();
  }

  public void toggleZone() {
    context.times().toggle();
  }

  public Environment getEnvironment() {
    return environment;
  }

  public String getKindWord() {
    return context.texts().get("environment." + environment.kind().word());
  }

  public ReadOnlyStringProperty databaseStateProperty() {
    return databaseState.getReadOnlyProperty();
  }

  public String getDatabaseState() {
    return databaseState.get();
  }

  public ReadOnlyStringProperty brokerStateProperty() {
    return brokerState.getReadOnlyProperty();
  }

  public String getBrokerState() {
    return brokerState.get();
  }

  public ReadOnlyBooleanProperty databaseOkProperty() {
    return databaseOk.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty brokerOkProperty() {
    return brokerOk.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty accessTextProperty() {
    return accessText.getReadOnlyProperty();
  }

  public String getAccessText() {
    return accessText.get();
  }

  public ReadOnlyStringProperty clockTextProperty() {
    return clockText.getReadOnlyProperty();
  }

  public String getClockText() {
    return clockText.get();
  }
}
