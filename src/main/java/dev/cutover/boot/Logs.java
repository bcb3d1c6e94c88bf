package dev.cutover.boot;

import ch.qos.logback.classic.LoggerContext;
import dev.cutover.secret.KnownSecrets;
import org.slf4j.LoggerFactory;

/// Sets logging up: files in the home's log folder, nothing on standard output, warnings on
/// standard error when asked for. Call it before anything else logs: logback reads these properties
/// once.
public final class Logs {
  private Logs() {}

  public static void start(Home home, boolean verbose, KnownSecrets secrets) {
    System.setProperty("cutover.logs", home.logs().toString());
    System.setProperty("cutover.pid", Long.toString(ProcessHandle.current().pid()));
    System.setProperty("cutover.stderr", verbose ? "WARN" : "OFF");
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.putObject(KnownSecrets.CONTEXT_KEY, secrets);
    }
  }
}
