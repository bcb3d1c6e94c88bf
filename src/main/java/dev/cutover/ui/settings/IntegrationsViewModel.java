package dev.cutover.ui.settings;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Schedules;
import dev.cutover.ui.Access;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.pipeline.HoldQuestion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Integrations with their switches and schedules. The table shows what was recorded.
public final class IntegrationsViewModel {
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Access access;
  private final ScreenContext context;
  private final FxPoller<List<IntegrationRow>> poller;
  private final ObservableList<IntegrationRow> rows = FXCollections.observableArrayList();

  public IntegrationsViewModel(ConsolePorts ports, Access access, ScreenContext context) {
    this.access = access;
    this.context = context;
    this.poller =
        context.poller(
            PAUSE,
            () -> read(ports.integrations(), ports.schedules()),
            found -> Merge.into(rows, found, IntegrationRow::id));
  }

  private static List<IntegrationRow> read(IntegrationAdmin integrations, Schedules schedules) {
    Map<Long, Schedules.Line> all = new HashMap<>();
    schedules.list().forEach(line -> all.put(line.integration().value(), line));
    return integrations.list().stream()
        .map(line -> new IntegrationRow(line, all.get(line.integration())))
        .toList();
  }

  /// Switches an integration on or off.
  void setActive(IntegrationRow row, boolean active) {
    Texts texts = context.texts();
    context
        .activities()
        .start(
            texts.get("settings.switching", row.name()),
            () -> access.acts().integrations().setActive(row.id(), active),
            _ ->
                done(
                    texts.get(
                        active ? "settings.switched-on" : "settings.switched-off", row.name())));
  }

  /// Why nothing may be changed now, in words; empty when it may.
  ObservableValue<String> blockedBy() {
    return access.blockedBy().map(key -> key.isEmpty() ? "" : context.texts().get(key));
  }

  /// Asks whether an integration is to be paused or, when it is, resumed.
  void hold(IntegrationRow row) {
    new HoldQuestion(access, context, poller::refresh).ask(row.line());
  }

  /// Gives an integration a schedule, or takes it away when `rhythm` is null.
  void schedule(IntegrationRow row, Schedules.@Nullable Rhythm rhythm, String reason) {
    Texts texts = context.texts();
    String title = texts.get("schedule.changing", row.name());
    TenantId tenant = new TenantId(row.line().tenantId());
    IntegrationId id = new IntegrationId(row.id());
    String why = reason.isBlank() ? texts.get("mapping.no-reason") : reason;
    context
        .activities()
        .start(
            title,
            () -> {
              var acts = access.acts();
              Mappings.By by = new Mappings.By(acts.actor(), why);
              return rhythm == null
                  ? acts.schedules().remove(tenant, id, by)
                  : acts.schedules().set(tenant, id, rhythm, by);
            },
            answer -> {
              switch (answer) {
                case Schedules.Answer.Refused no ->
                    context
                        .activities()
                        .notice(Activities.Notice.Kind.FAILED, title, no.problem().toString());
                case Schedules.Answer.Changed changed -> {
                  Schedules.Line now = changed.line();
                  done(
                      now == null
                          ? texts.get("schedule.removed", row.name())
                          : texts.get("schedule.is-set", row.name(), words(now.rhythm())));
                }
              }
              poller.refresh();
            });
  }

  private void done(String what) {
    context.activities().notice(Activities.Notice.Kind.DONE, what, "");
    poller.refresh();
  }

  /// How often, in words.
  String words(Schedules.Rhythm rhythm) {
    Integer retry = rhythm.retryMinutes();
    return retry == null
        ? context.texts().get("schedule.rhythm", rhythm.everyMinutes())
        : context.texts().get("schedule.rhythm.retry", rhythm.everyMinutes(), retry);
  }

  Live live() {
    return poller;
  }

  ReadOnlyBooleanProperty writableProperty() {
    return access.writableProperty();
  }

  ObservableList<IntegrationRow> rows() {
    return rows;
  }
}
