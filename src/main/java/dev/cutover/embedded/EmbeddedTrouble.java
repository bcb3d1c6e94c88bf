package dev.cutover.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An embedded service cannot be started, attached to or stopped. The message says what failed,
/// why, and what to do next; it never holds a password.
public final class EmbeddedTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String service;
  private final String folder;

  public EmbeddedTrouble(String service, Path folder, String message) {
    this(service, folder, message, null);
  }

  public EmbeddedTrouble(String service, Path folder, String message, @Nullable Throwable cause) {
    super(service + " (" + folder + "): " + message, cause);
    this.service = service;
    this.folder = folder.toString();
  }

  /// Which service: "embedded PostgreSQL" or "embedded broker".
  public String service() {
    return service;
  }

  /// Where that service keeps its files.
  public String folder() {
    return folder;
  }
}
