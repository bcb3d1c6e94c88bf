package dev.cutover.source;

import dev.cutover.pipeline.stage.IntegrationSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What a call shows to prove who it is, fetched anew each time it is needed and never kept.
final class Credentials {
  private final IntegrationSettings integration;

  Credentials(IntegrationSettings integration) {
    this.integration = integration;
  }

  /// The `Authorization` header: Basic with a user, Bearer without one, empty without a secret.
  Optional<String> header() {
    return secret()
        .map(
            secret -> {
              String user = integration.user();
              if (user == null || user.isBlank()) {
                return "Bearer " + secret;
              }
              byte[] pair = (user.strip() + ":" + secret).getBytes(StandardCharsets.UTF_8);
              return "Basic " + Base64.getEncoder().encodeToString(pair);
            });
  }

  /// A text of the server without the secret, should the server have repeated it.
  String masked(String text) {
    return secret().map(secret -> text.replace(secret, "***")).orElse(text);
  }

  private Optional<String> secret() {
    Optional<String> secret =
        integration.secret().reveal().map(String::strip).filter(s -> !s.isEmpty());
    if (secret.isPresent() && secret.get().chars().anyMatch(c -> c < 0x21 || c == 0x7F)) {
      throw Trouble.permanent(
          "source.secret",
          Trouble.name(integration)
              + ": the stored token holds a space, a line break or another control character.",
          "Enter the token again; nothing was sent.");
    }
    return secret;
  }

  @Override
  public String toString() {
    return "credentials of integration " + integration.integration();
  }
}
