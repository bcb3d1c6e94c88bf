package dev.cutover.ui.fx;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

/// The look of a window: one that somebody chose, or that of the workstation's system, which is
/// followed while the window is open. All methods belong to the FX thread.
public final class Looks {
  private final Scene scene;
  private final ObservableValue<Theme> system;
  private final Consumer<Optional<Theme>> keep;
  private final ReadOnlyObjectWrapper<Optional<Theme>> chosen;

  /// @param chosen empty to follow the system
  /// @param system what the system asks for
  /// @param keep told what was chosen, to be so at the next start
  public Looks(
      Scene scene,
      Optional<Theme> chosen,
      ObservableValue<Theme> system,
      Consumer<Optional<Theme>> keep) {
    this.scene = scene;
    this.system = system;
    this.keep = keep;
    this.chosen = new ReadOnlyObjectWrapper<>(chosen);
    system.addListener((_, _, _) -> dress());
    dress();
  }

  /// @param wanted empty to follow the system
  public void choose(Optional<Theme> wanted) {
    chosen.set(wanted);
    dress();
    keep.accept(wanted);
  }

  /// Empty while the system is followed.
  public ReadOnlyObjectProperty<Optional<Theme>> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  private void dress() {
    chosen.get().orElseGet(system::getValue).dress(scene);
  }
}
