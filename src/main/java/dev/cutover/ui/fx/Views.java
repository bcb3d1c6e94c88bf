package dev.cutover.ui.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/// Loads FXML with a controller that is already there, made by hand with what it needs.
public final class Views {
  private final Texts texts;

  public Views(Texts texts) {
    this.texts = texts;
  }

  /// @param name below `fxml/`, without the ending, such as `pipeline/pipeline`
  /// @throws IllegalStateException when the program's own FXML cannot be loaded
  public Parent load(String name, Object controller) {
    String path = "/fxml/" + name + ".fxml";
    URL file =
        Objects.requireNonNull(
            Views.class.getResource(path), () -> path + " is not in the program");
    FXMLLoader loader = new FXMLLoader(file, texts.bundle());
    loader.setControllerFactory(
        wanted -> {
          if (!wanted.isInstance(controller)) {
            throw new IllegalStateException(path + " wants " + wanted + ", got " + controller);
          }
          return controller;
        });
    try {
      return loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be loaded", e);
    }
  }

  public Texts texts() {
    return texts;
  }
}
