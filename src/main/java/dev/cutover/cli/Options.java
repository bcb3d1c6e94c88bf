package dev.cutover.cli;

import dev.cutover.boot.Passwords;
import dev.cutover.boot.Profiles;
import dev.cutover.boot.Target;
import dev.cutover.profile.Secrets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every verb accepts.
final class Options {
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "connection profile (default: embedded)")
  private @Nullable String profile;

  @Option(
      names = "--db",
      paramLabel = "URI",
      description = "postgresql://user@host:port/database (also CUTOVER_DB)")
  private @Nullable String database;

  @Option(
      names = "--broker",
      paramLabel = "URI",
      description = "amqp[s]://user@host:port/vhost (also CUTOVER_BROKER)")
  private @Nullable String broker;

  @Option(
      names = "--db-password-env",
      paramLabel = "VAR",
      description = "environment variable that holds the database's password")
  private @Nullable String databasePassword;

  @Option(
      names = "--broker-password-env",
      paramLabel = "VAR",
      description = "environment variable that holds the broker's password")
  private @Nullable String brokerPassword;

  @Option(names = "--json", description = "standard output holds JSON only")
  boolean json;

  @Option(names = "--quiet", description = "no progress")
  boolean quiet;

  @Option(names = "--verbose", description = "warnings of the log on standard error")
  boolean verbose;

  @Option(
      names = "--approve",
      description = "carry out what would delete, overwrite or act in bulk")
  boolean approve;

  @Option(names = "--read-only", description = "refuse every change")
  boolean readOnly;

  /// The target; what is named on the command line goes before the environment.
  ///
  /// @param asker for passwords that are asked for each time
  Target target(Profiles profiles, Passwords.Asker asker) {
    Secrets given = secrets();
    if (profile != null) {
      if (database != null || broker != null) {
        throw new IllegalArgumentException(
            "--profile names the servers already. Leave it out, or leave --db and --broker out.");
      }
      return profiles.target(profile, given, asker);
    }
    Target named = new Target(Target.EMBEDDED, database(), broker());
    return given.equals(Secrets.NONE)
        ? named
        : new Target(
            named.profile(),
            named.database(),
            named.broker(),
            named.management(),
            named.kind(),
            named.colour(),
            Passwords.given(given));
  }

  /// The profile, `embedded` when none is named.
  String profileName() {
    return profile == null ? Target.EMBEDDED : profile;
  }

  /// The database that is named without a profile.
  @Nullable String database() {
    return either(database, "CUTOVER_DB");
  }

  @Nullable String broker() {
    return either(broker, "CUTOVER_BROKER");
  }

  /// The passwords in the variables that are named.
  Secrets secrets() {
    return new Secrets(held(databasePassword), held(brokerPassword));
  }

  private static @Nullable String held(@Nullable String variable) {
    if (variable == null) {
      return null;
    }
    String found = System.getenv(variable);
    if (found == null || found.isEmpty()) {
      throw new IllegalArgumentException(
          "The environment variable " + variable + " holds no password. Nothing was done.");
    }
    return found;
  }

  private static @Nullable String either(@Nullable String given, String variable) {
    if (given != null) {
      return given;
    }
    String found = System.getenv(variable);
    return found == null || found.isBlank() ? null : found;
  }
}
