package dev.cutover.boot;

import dev.cutover.database.PgIntegrations;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.secret.FernetToken;
import dev.cutover.secret.KnownSecrets;
import dev.cutover.secret.SecretStore;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the token of an integration: the environment variable that it names, else the secret
/// store, else the platform's own encrypted column when ENCRYPTION_KEY is set. What is found is
/// kept out of the logs.
final class IntegrationSecrets implements PgIntegrations.SecretLookup {
  private final SecretStore store;
  private final KnownSecrets known;
  private final Map<String, String> environment;
  private final String server;

  /// @param server names the database, so that equal ids of two databases do not share a secret
  IntegrationSecrets(
      SecretStore store, KnownSecrets known, Map<String, String> environment, String server) {
    this.store = store;
    this.known = known;
    this.environment = environment;
    this.server = server;
  }

  private String name(long integration) {
    return "integration " + integration + " of " + server;
  }

  void keep(long integration, String secret) {
    known.add(secret);
    store.put(name(integration), secret);
  }

  void forget(long integration) {
    store.remove(name(integration));
  }

  @Override
  public Optional<String> secretOf(
      TenantId tenant,
      IntegrationId integration,
      Map<String, String> settings,
      @Nullable String platformPassword) {
    Optional<String> found =
        Optional.ofNullable(settings.get("token_env"))
            .map(environment::get)
            .filter(value -> !value.isBlank())
            .or(() -> store.get(name(integration.value())))
            .or(() -> decrypted(platformPassword));
    found.ifPresent(known::add);
    return found;
  }

  private Optional<String> decrypted(@Nullable String platformPassword) {
    String key = environment.get("ENCRYPTION_KEY");
    return platformPassword == null || platformPassword.isBlank() || key == null
        ? Optional.empty()
        : Optional.of(FernetToken.decrypt(platformPassword, key));
  }
}
