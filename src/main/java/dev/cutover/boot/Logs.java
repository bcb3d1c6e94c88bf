package dev.cutover.boot;

import ch.qos.logback.classic.LoggerContext;
import dev.cutover.monitor.LogTail;
import dev.cutover.secret.KnownSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Sets logging up: files in the home's log folder, nothing on standard output, warnings on
/// standard error when asked for. What is logged before is lost.
public final class Logs {
  private Logs() {}

  public static void start(Home home, boolean verbose, KnownSecrets secrets) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.putObject(KnownSecrets.CONTEXT_KEY, secrets);
      if (context.getObject(LogSettings.OURS) != null) {
        new LogFiles(context).write(home.logs(), verbose);
      }
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
