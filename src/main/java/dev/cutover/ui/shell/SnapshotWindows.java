package dev.cutover.ui.shell;

import dev.cutover.ui.SnapshotFiles;
import dev.cutover.ui.fx.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/// Opens snapshots in windows of their own. Belongs to the FX thread.
public final class SnapshotWindows {
  private final Console.Settings settings;
  private final SnapshotFiles files;
  private final OpenWindows open;

  public SnapshotWindows(Console.Settings settings, SnapshotFiles files, OpenWindows open) {
    this.settings = settings;
    this.files = files;
    this.open = open;
  }

  public void open(Path file) {
    open(file, new Stage());
  }

  /// @param stage shown or not
  public void open(Path file, Stage stage) {
    SnapshotWindow window = new SnapshotWindow(settings, files, this::open, () -> choose(stage));
    Texts texts = settings.views().texts();
    window
        .nameProperty()
        .addListener((_, _, name) -> stage.setTitle(texts.get("window.title", name)));
    stage.setScene(window.scene());
    open.add(stage);
    stage.setOnHidden(
        _ -> {
          window.close();
          open.remove(stage);
        });
    stage.show();
    window.open(file);
  }

  /// Asks for a file and opens it.
  public void choose(Stage owner) {
    FileChooser chooser = new FileChooser();
    chooser
        .getExtensionFilters()
        .add(
            new FileChooser.ExtensionFilter(
                settings.views().texts().get("snapshot.files"),
                List.of("*.cutover.sqlite", "*.sqlite")));
    File chosen = chooser.showOpenDialog(owner);
    if (chosen != null) {
      open(chosen.toPath());
    }
  }
}
