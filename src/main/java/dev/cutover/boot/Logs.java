package dev.cutover.boot;

import ch.qos.logback.classic.LoggerContext;
import dev.cutover.monitor.LogTail;
import dev.cutover.secret.KnownSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

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
    // The database driver and JavaFX use the JDK's own logging, which writes to standard error.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /// From now on, the newest lines are kept for the window as well.
  static LogTail remember(KnownSecrets secrets) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      LogMemory memory = new LogMemory(secrets);
      memory.setContext(context);
      memory.start();
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(memory);
      return memory;
    }
    return LogTail.EMPTY;
  }
}
