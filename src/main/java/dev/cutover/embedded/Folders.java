package dev.cutover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes the folders of a service and turns what the file system refuses into a sentence.
final class Folders {
  private Folders() {}

  static Path ready(String service, Path folder) {
    try {
      OwnerOnly.folder(folder);
      if (!Files.isWritable(folder)) {
        throw new EmbeddedTrouble(service, folder, "the folder is not writable." + remedy());
      }
      return folder;
    } catch (IOException e) {
      throw unusable(service, folder, e);
    }
  }

  static EmbeddedTrouble unusable(String service, Path folder, IOException cause) {
    String text = String.valueOf(cause.getMessage());
    if (text.contains("No space left") || text.contains("not enough space")) {
      return new EmbeddedTrouble(
          service,
          folder,
          "the disk is full. Nothing that was there is damaged; free some space and start again.",
          cause);
    }
    return new EmbeddedTrouble(
        service, folder, "the folder cannot be used: " + cause + "." + remedy(), cause);
  }

  private static String remedy() {
    return " Nothing was started. Give the folder to the user who runs the program, or set"
        + " CUTOVER_HOME to another one.";
  }
}
