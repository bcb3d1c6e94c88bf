package dev.cutover.ui.cutover;

import dev.cutover.ui.Access;
import dev.cutover.ui.CutoverPorts;
import dev.cutover.ui.backup.BackupsController;
import dev.cutover.ui.backup.BackupsViewModel;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.schema.SchemaController;
import dev.cutover.ui.schema.SchemaViewModel;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The screen of the cutover: the run in one tab, backups in another, the schema in a third. Each
/// is read only while it is in front.
public final class CutoverPage implements Page {
  private static final Logger LOG = LoggerFactory.getLogger(CutoverPage.class);

  private final CutoverPorts ports;
  private final ScreenContext context;
  private final CutoverController run;
  private final BackupsController backups;
  private final SchemaController schema;
  private final Parent root;
  private boolean inFront;

  @FXML private TabPane tabs;
  @FXML private Tab runTab;
  @FXML private Tab backupTab;
  @FXML private Tab schemaTab;

  public CutoverPage(CutoverPorts ports, Access access, ScreenContext context) {
    this.ports = ports;
    this.context = context;
    this.run = new CutoverController(new CutoverViewModel(ports.runs(), access, context), context);
    this.backups =
        new BackupsController(new BackupsViewModel(ports.backups(), access, context), context);
    this.schema =
        new SchemaController(new SchemaViewModel(ports.schema(), access, context), context);
    this.root = context.views().load("cutover/screen", this);
  }

  @FXML
  private void initialize() {
    runTab.setContent(run.root());
    backupTab.setContent(backups.root());
    schemaTab.setContent(schema.root());
    tabs.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> read());
    schemaFirst();
  }

  /// Where migrations alone are to be seen to, they are in front.
  private void schemaFirst() {
    context
        .background()
        .run(
            ports.schema()::isBehind,
            behind -> {
              if (behind) {
                tabs.getSelectionModel().select(schemaTab);
              }
            },
            failure -> LOG.info("what is pending is not known: {}", failure.toString()));
  }

  private void read() {
    Live front = front();
    for (Live each : List.of(run.live(), backups.live(), schema.live())) {
      if (inFront && each.equals(front)) {
        each.start();
      } else {
        each.stop();
      }
    }
  }

  /// By the model: the tab itself is told later that it is in front.
  private Live front() {
    Tab front = tabs.getSelectionModel().getSelectedItem();
    return backupTab.equals(front)
        ? backups.live()
        : schemaTab.equals(front) ? schema.live() : run.live();
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void shown() {
    inFront = true;
    read();
  }

  @Override
  public void hidden() {
    inFront = false;
    read();
  }

  @Override
  public void refresh() {
    front().refresh();
  }
}
