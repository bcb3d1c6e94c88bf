package dev.cutover.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/// Lets snapshots be dropped onto a window.
public final class SnapshotDrop {
  private static final List<String> ENDINGS = List.of(".sqlite", ".sqlite3", ".db");

  private SnapshotDrop() {}

  /// @param open gets each file that may be a snapshot
  public static void onto(Scene scene, Consumer<Path> open) {
    scene.setOnDragOver(
        event -> {
          if (!files(event).isEmpty()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    scene.setOnDragDropped(
        event -> {
          List<Path> dropped = files(event);
          event.setDropCompleted(!dropped.isEmpty());
          event.consume();
          dropped.forEach(open);
        });
  }

  private static List<Path> files(DragEvent event) {
    return event.getDragboard().getFiles().stream()
        .map(File::toPath)
        .filter(SnapshotDrop::mayBeOne)
        .toList();
  }

  private static boolean mayBeOne(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }
}
