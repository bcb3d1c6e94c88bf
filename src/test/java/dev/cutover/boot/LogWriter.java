package dev.cutover.boot;

import dev.cutover.secret.KnownSecrets;
import java.util.Map;
import org.slf4j.LoggerFactory;

/// A process that logs canaries the way careless code would, under the program's own logging
/// set-up.
final class LogWriter {
  private LogWriter() {}

  public static void main(String[] arguments) {
    // Not the settings of the tests, which are on the class path here.
    System.setProperty("logback.configurationFile", "");
    LoggerFactory.getLogger(LogWriter.class).info("too early for any file");
    KnownSecrets secrets = new KnownSecrets();
    Home home = Home.of(Map.of("CUTOVER_HOME", arguments[0]), "Linux", "");
    Logs.start(home, arguments.length > 1, secrets);
    secrets.add("canary-handed-over");
    var log = LoggerFactory.getLogger(LogWriter.class);
    log.info("marker: connecting to amqp://u:canary-in-uri@host/v");
    log.info("header Authorization: Basic {}", "canary-in-header0");
    log.warn("the value is {}", "canary-handed-over");
    log.error(
        "it failed",
        new IllegalStateException("password=canary-in-exception", new Error("canary-handed-over")));
    LoggerFactory.getLogger("org.flywaydb.core.Some").info("noise of a library");
    LoggerFactory.getLogger("org.flywaydb.core.internal.command.DbMigrate")
        .error("noise of a library: Please restore backups");
    java.util.logging.Logger.getLogger("org.postgresql.ssl")
        .severe("the JDK's own logging says password=canary-of-a-driver");
  }
}
