package dev.cutover.ui.settings;

import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.ui.Access;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.ScreenContext;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Integrations with their switches.
public final class SettingsViewModel {
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Access access;
  private final ScreenContext context;
  private final FxPoller<List<IntegrationAdmin.Line>> poller;
  private final ObservableList<IntegrationAdmin.Line> integrations =
      FXCollections.observableArrayList();

  public SettingsViewModel(IntegrationAdmin reader, Access access, ScreenContext context) {
    this.access = access;
    this.context = context;
    this.poller =
        context.poller(
            PAUSE,
            reader::list,
            found -> Merge.into(integrations, found, IntegrationAdmin.Line::integration));
  }

  /// Switches an integration on or off; the table shows what was recorded.
  public void setActive(IntegrationAdmin.Line line, boolean active) {
    String name = line.tenant() + " \u00B7 " + line.provider();
    context
        .activities()
        .start(
            context.texts().get("settings.switching", name),
            () -> access.acts().integrations().setActive(line.integration(), active),
            _ -> {
              context
                  .activities()
                  .notice(
                      Activities.Notice.Kind.DONE,
                      context
                          .texts()
                          .get(active ? "settings.switched-on" : "settings.switched-off", name),
                      "");
              poller.refresh();
            });
  }

  public Live live() {
    return poller;
  }

  public ReadOnlyBooleanProperty writableProperty() {
    return access.writableProperty();
  }

  public ObservableList<IntegrationAdmin.Line> integrations() {
    return integrations;
  }
}
