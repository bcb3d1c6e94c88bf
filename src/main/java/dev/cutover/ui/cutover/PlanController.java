package dev.cutover.ui.cutover;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.StepName;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.BlockedBy;
import dev.cutover.ui.widget.Bytes;
import dev.cutover.ui.widget.FindingsPane;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Wires the form of a plan and the frozen plan with its preflight.
public final class PlanController {
  private static final double LABELS = 190;

  private final CutoverViewModel viewModel;
  private final PlanViewModel plan;
  private final Texts texts;

  @FXML private VBox form;
  @FXML private VBox service;
  @FXML private VBox ways;
  @FXML private VBox options;
  @FXML private VBox review;
  @FXML private VBox facts;
  @FXML private VBox checks;
  @FXML private Label counts;
  @FXML private Label trouble;
  @FXML private Button make;
  @FXML private Button start;
  @FXML private Button again;
  @FXML private TextField file;
  @FXML private Node busy;

  PlanController(CutoverViewModel viewModel, ScreenContext context) {
    this.viewModel = viewModel;
    this.plan = viewModel.getPlan();
    this.texts = context.texts();
  }

  public PlanViewModel getPlan() {
    return plan;
  }

  @FXML
  private void initialize() {
    for (String name : List.of("name", "folder", "replacement", "env", "role")) {
      service.getChildren().add(field(name));
    }
    fillWays();
    for (String name : List.of("backup.folder", "backup.second", "scratch", "parallel", "soak")) {
      options.getChildren().add(field(name));
    }
    fillShadow();
    TextArea more = new TextArea();
    more.setId("plan-options");
    more.setPrefRowCount(3);
    more.textProperty().bindBidirectional(plan.getForm().field("options"));
    options.getChildren().add(labelled("options", more));
    plan.frozenProperty().addListener((_, _, frozen) -> show(frozen));
    plan.findingsProperty().addListener((_, _, found) -> show(found));
    show(plan.frozenProperty().get());
    busy.visibleProperty().bind(plan.busyProperty());
    trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
    make.disableProperty().bind(plan.busyProperty());
    again.disableProperty().bind(plan.busyProperty());
    BlockedBy.bind(start, plan.whyNotStart());
  }

  private Node field(String name) {
    TextField field = new TextField();
    field.setId("plan-" + name.replace('.', '-'));
    field.textProperty().bindBidirectional(plan.getForm().field(name));
    return labelled(name, field);
  }

  private Node labelled(String name, Node field) {
    Label label = new Label(texts.get("cutover.plan." + name));
    label.setLabelFor(field);
    label.setMinWidth(LABELS);
    label.setMaxWidth(LABELS);
    label.setWrapText(true);
    field.setAccessibleText(texts.get("cutover.plan." + name));
    HBox.setHgrow(field, javafx.scene.layout.Priority.ALWAYS);
    HBox row = new HBox(10, label, field);
    row.getStyleClass().add("plan-row");
    return row;
  }

  private void fillWays() {
    ToggleGroup group = new ToggleGroup();
    HBox row = new HBox(14);
    Map<PlanForm.StartedBy, VBox> fields = new EnumMap<>(PlanForm.StartedBy.class);
    for (PlanForm.StartedBy each : PlanForm.StartedBy.values()) {
      String word = each.name().toLowerCase(Locale.ROOT);
      RadioButton choice = new RadioButton(texts.get("cutover.plan.manager." + word));
      choice.setId("plan-manager-" + word);
      choice.setToggleGroup(group);
      choice.setOnAction(_ -> plan.getForm().managerProperty().set(each));
      choice.setUserData(each);
      row.getChildren().add(choice);
      VBox own = new VBox(8);
      names(each).forEach(name -> own.getChildren().add(field(name)));
      fields.put(each, own);
    }
    ways.getChildren().add(row);
    ways.getChildren().addAll(fields.values());
    Runnable follow =
        () -> {
          PlanForm.StartedBy chosen = plan.getForm().managerProperty().get();
          group.getToggles().forEach(each -> each.setSelected(each.getUserData() == chosen));
          fields.forEach(
              (way, box) -> {
                box.setVisible(way == chosen);
                box.setManaged(way == chosen);
              });
        };
    plan.getForm().managerProperty().addListener((_, _, _) -> follow.run());
    follow.run();
  }

  private static List<String> names(PlanForm.StartedBy manager) {
    return switch (manager) {
      case SYSTEMD -> List.of("unit");
      case SCRIPT -> List.of("script");
      case COMMANDS -> List.of("start", "stop", "status", "enable", "disable", "enabled");
    };
  }

  private void fillShadow() {
    CheckBox shadow = new CheckBox(texts.get("cutover.plan.shadow"));
    shadow.setId("plan-shadow");
    shadow.selectedProperty().bindBidirectional(plan.getForm().shadowProperty());
    Node reason = field("shadow.reason");
    reason.visibleProperty().bind(plan.getForm().shadowProperty().not());
    reason.managedProperty().bind(reason.visibleProperty());
    options.getChildren().addAll(shadow, reason);
  }

  private void show(@Nullable FrozenPlan frozen) {
    boolean made = frozen != null;
    form.setVisible(!made);
    form.setManaged(!made);
    review.setVisible(made);
    review.setManaged(made);
    facts.getChildren().clear();
    if (frozen != null) {
      facts.getChildren().add(facts(frozen));
    }
  }

  private Node facts(FrozenPlan frozen) {
    CutoverPlan made = frozen.plan();
    CutoverPlan.Target target = made.target();
    GridPane grid = new GridPane();
    grid.getStyleClass().add("facts");
    fact(grid, "run", made.id());
    fact(grid, "database", target.host() + ":" + target.port() + "/" + target.database());
    fact(grid, "server", target.serverVersion() + ", " + target.systemIdentifier());
    fact(grid, "broker", target.broker() + ", " + target.brokerName());
    long bytes = made.tables().stream().mapToLong(CutoverPlan.Table::bytes).sum();
    fact(
        grid,
        "tables",
        texts.get(
            "cutover.plan.fact.tables.text",
            made.tables().size(),
            Bytes.text(bytes, texts.locale())));
    fact(
        grid,
        "service",
        made.service().name()
            + ", "
            + made.service().folder()
            + " \u2192 "
            + made.service().replacement());
    fact(grid, "steps", String.join(" ", made.steps().stream().map(StepName::number).toList()));
    fact(
        grid,
        "options",
        String.join(
            "\n",
            made.options().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .sorted()
                .toList()));
    fact(grid, "sha256", frozen.sha256());
    return grid;
  }

  private void fact(GridPane grid, String name, String value) {
    Label label = FindingsPane.wrapped(texts.get("cutover.plan.fact." + name), "muted");
    label.setMinWidth(120);
    grid.addRow(grid.getRowCount(), label, FindingsPane.wrapped(value, "fact"));
  }

  private void show(@Nullable List<Finding> found) {
    checks.getChildren().clear();
    if (found == null) {
      counts.setText(texts.get("cutover.plan.checking"));
      return;
    }
    counts.setText(
        texts.get(
            "cutover.plan.counts",
            count(found, Finding.Severity.PASS),
            count(found, Finding.Severity.WARN),
            count(found, Finding.Severity.FAIL)));
    FindingsPane pane = new FindingsPane(texts);
    pane.show(found);
    checks.getChildren().add(pane);
  }

  private static long count(List<Finding> found, Finding.Severity severity) {
    return found.stream().filter(each -> each.severity() == severity).count();
  }

  @FXML
  private void leave() {
    viewModel.leavePlan();
  }

  @FXML
  private void make() {
    plan.make();
  }

  @FXML
  private void change() {
    plan.change();
  }

  @FXML
  private void preflight() {
    plan.preflight();
  }

  @FXML
  private void save() {
    plan.save(file.getText());
  }

  @FXML
  private void start() {
    plan.start();
  }
}
