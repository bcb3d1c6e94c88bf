package dev.cutover.secret;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/// The secrets this process has in hand, so that no text that leaves it holds one of them in any
/// form. Very short ones are left to [Redaction]: hiding "a" would hide everything.
public final class KnownSecrets {
  /// Under which name a logging context holds the instance that its layouts ask.
  public static final String CONTEXT_KEY = "dev.cutover.known-secrets";

  private static final int SHORTEST = 6;

  // The longest first: a secret that contains another one is hidden whole.
  private final Set<String> secrets =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  public void add(String secret) {
    if (secret.length() >= SHORTEST) {
      secrets.add(secret);
    }
  }

  /// The text without these secrets and without what [Redaction] knows by form.
  public String redact(String text) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = redacted.replace(secret, Redaction.HIDDEN);
    }
    return Redaction.of(redacted);
  }

  @Override
  public String toString() {
    return secrets.size() + " known secrets";
  }
}
