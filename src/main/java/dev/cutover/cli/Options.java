package dev.cutover.cli;

import dev.cutover.boot.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every verb accepts.
final class Options {
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "connection profile (default: embedded)")
  private String profile = Target.EMBEDDED;

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
  Target target() {
    return new Target(profile, either(database, "CUTOVER_DB"), either(broker, "CUTOVER_BROKER"));
  }

  private @Nullable String either(@Nullable String given, String variable) {
    if (given != null) {
      return given;
    }
    String found = System.getenv(variable);
    return found == null || found.isBlank() ? null : found;
  }

  String profile() {
    return profile;
  }
}
