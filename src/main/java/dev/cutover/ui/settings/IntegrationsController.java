package dev.cutover.ui.settings;

import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.pipeline.HoldQuestion;
import dev.cutover.ui.widget.BlockedBy;
import dev.cutover.ui.widget.Columns;
import dev.cutover.ui.widget.FreshnessBand;
import dev.cutover.ui.widget.KeptSelection;
import java.util.List;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The table of integrations, their switches, and the schedule of the chosen one.
public final class IntegrationsController {
  private final IntegrationsViewModel viewModel;
  private final ScreenContext context;
  private final ScheduleForm form;
  private final Parent root;

  @FXML private VBox page;
  @FXML private Node content;
  @FXML private TableView<IntegrationRow> integrations;
  @FXML private Button on;
  @FXML private Button off;
  @FXML private Button hold;
  @FXML private HBox switches;
  @FXML private Label whyNot;

  public IntegrationsController(IntegrationsViewModel viewModel, ScreenContext context) {
    this.viewModel = viewModel;
    this.context = context;
    this.form = new ScheduleForm(viewModel, context);
    this.root = context.views().load("settings/integrations", this);
  }

  @FXML
  private void initialize() {
    Texts texts = context.texts();
    page.getChildren().addFirst(new FreshnessBand(content, viewModel.live(), context));
    KeptSelection.show(integrations, viewModel.rows(), IntegrationRow::id);
    integrations.setPlaceholder(new Label(texts.get("settings.integrations.none")));
    fillColumns(texts);
    WhyNot.on(switches, whyNot, viewModel.writableProperty(), texts);
    var chosen = integrations.getSelectionModel().selectedItemProperty();
    var locked = viewModel.blockedBy();
    var unchosen = BlockedBy.when(chosen.isNull(), texts.get("blocked.no-integration"));
    BlockedBy.bind(
        on,
        locked,
        unchosen,
        chosen.map(row -> row.line().active() ? texts.get("blocked.is-on") : ""));
    BlockedBy.bind(
        off,
        locked,
        unchosen,
        chosen.map(row -> row.line().active() ? "" : texts.get("blocked.is-off")));
    BlockedBy.bind(hold, locked, unchosen);
    hold.textProperty()
        .bind(
            chosen
                .map(row -> texts.get(row.line().hold() == null ? "hold.pause" : "hold.resume"))
                .orElse(texts.get("hold.pause")));
    ((VBox) content).getChildren().add(form.root());
    chosen.addListener((_, _, now) -> form.show(now));
  }

  private void fillColumns(Texts texts) {
    Columns columns = new Columns(texts);
    integrations
        .getColumns()
        .setAll(
            List.of(
                columns.number("settings.integration.id", 50, IntegrationRow::id),
                columns.text("overview.tenant", 140, row -> row.line().tenant()),
                columns.text("overview.provider", 75, row -> row.line().provider()),
                columns.text(
                    "settings.integration.active",
                    70,
                    row -> texts.get(row.line().active() ? "settings.yes" : "settings.no")),
                columns.text("schedule.column", 220, form::rhythm),
                columns.text("schedule.next", 175, form::next),
                columns.text("settings.integration.paused", 140, this::pause),
                columns.text("settings.integration.place", 190, IntegrationsController::place)));
  }

  /// A person's pause first: that one ends by a person alone.
  private String pause(IntegrationRow row) {
    String held = HoldQuestion.words(row.line().hold(), context);
    return held.isEmpty() ? Objects.requireNonNullElse(row.line().pausedBecause(), "") : held;
  }

  private static String place(IntegrationRow row) {
    var line = row.line();
    return line.url().isEmpty() ? line.settings().getOrDefault("path", "") : line.url();
  }

  @FXML
  private void switchOn() {
    viewModel.setActive(integrations.getSelectionModel().getSelectedItem(), true);
  }

  @FXML
  private void switchOff() {
    viewModel.setActive(integrations.getSelectionModel().getSelectedItem(), false);
  }

  @FXML
  private void askToHold() {
    viewModel.hold(integrations.getSelectionModel().getSelectedItem());
  }

  Parent root() {
    return root;
  }

  Live live() {
    return viewModel.live();
  }
}
