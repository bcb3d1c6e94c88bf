package dev.cutover.sample;

import java.io.IOException;
import java.nio.file.Path;

/// A file of sample data cannot be written.
public final class SampleTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;

  SampleTrouble(Path file, IOException cause) {
    super(
        "Sample data cannot be written to "
            + file
            + " ("
            + cause.getMessage()
            + "). The file of this name, if there was one, is as it was. Free some space or choose"
            + " another folder, then start again.",
        cause);
    this.file = file.toString();
  }

  public String file() {
    return file;
  }
}
