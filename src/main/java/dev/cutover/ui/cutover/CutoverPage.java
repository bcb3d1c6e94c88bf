package dev.cutover.ui.cutover;

import dev.cutover.ui.Access;
import dev.cutover.ui.CutoverPorts;
import dev.cutover.ui.backup.BackupsController;
import dev.cutover.ui.backup.BackupsViewModel;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.ScreenContext;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/// The screen of the cutover: the run in one tab, backups in the other. Each is read only while it
/// is in front.
public final class CutoverPage implements Page {
  private final CutoverController run;
  private final BackupsController backups;
  private final Parent root;
  private boolean inFront;

  @FXML private TabPane tabs;
  @FXML private Tab runTab;
  @FXML private Tab backupTab;

  public CutoverPage(CutoverPorts ports, Access access, ScreenContext context) {
    this.run = new CutoverController(new CutoverViewModel(ports.runs(), access, context), context);
    this.backups =
        new BackupsController(new BackupsViewModel(ports.backups(), access, context), context);
    this.root = context.views().load("cutover/screen", this);
  }

  @FXML
  private void initialize() {
    runTab.setContent(run.root());
    backupTab.setContent(backups.root());
    tabs.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> read());
  }

  private void read() {
    boolean runs = runTab.isSelected();
    follow(run.live(), inFront && runs);
    follow(backups.live(), inFront && !runs);
  }

  private static void follow(Live live, boolean wanted) {
    if (wanted) {
      live.start();
    } else {
      live.stop();
    }
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
    (runTab.isSelected() ? run.live() : backups.live()).refresh();
  }
}
