package dev.cutover.ui.cutover;

import dev.cutover.ui.Access;
import dev.cutover.ui.CutoverPorts;
import dev.cutover.ui.backup.BackupsController;
import dev.cutover.ui.backup.BackupsViewModel;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.LivePage;
import dev.cutover.ui.fx.ScreenContext;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Tab;

/// The screen of the cutover: its backups.
public final class CutoverPage implements LivePage {
  private final BackupsController backups;
  private final Parent root;

  @FXML private Tab backupTab;

  public CutoverPage(CutoverPorts ports, Access access, ScreenContext context) {
    this.backups =
        new BackupsController(new BackupsViewModel(ports.backups(), access, context), context);
    this.root = context.views().load("cutover/screen", this);
  }

  @FXML
  private void initialize() {
    backupTab.setContent(backups.root());
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public Live live() {
    return backups.live();
  }
}
