package dev.cutover.secret;

import org.jspecify.annotations.Nullable;

/// Secrets cannot be read or kept. The message names the file and what to do, never a secret.
public final class SecretTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String subject;

  public SecretTrouble(String subject, String message, @Nullable Throwable cause) {
    super(subject + ": " + message, cause);
    this.subject = subject;
  }

  public SecretTrouble(String subject, String message) {
    this(subject, message, null);
  }

  /// The file or the thing that could not be read.
  public String subject() {
    return subject;
  }
}
