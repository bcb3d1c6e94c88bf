package dev.cutover.boot;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Where log lines go and how they look: one file a day, and warnings on standard error when asked
/// for.
final class LogFiles {
  private static final int DAYS = 30;
  private static final long BYTES = 500 * FileSize.MB_COEFFICIENT;

  /// Libraries that say more than anyone reads.
  private static final Map<String, Level> QUIET =
      Map.of(
          "org.apache.qpid", Level.ERROR,
          "qpid", Level.ERROR,
          "org.flywaydb", Level.WARN,
          // Tells to restore backups when everything was rolled back; we say what is in place.
          "org.flywaydb.core.internal.command.DbMigrate", Level.OFF,
          "com.zaxxer.hikari", Level.WARN,
          "io.zonky", Level.WARN);

  private final LoggerContext context;

  LogFiles(LoggerContext context) {
    this.context = context;
  }

  void write(Path folder, boolean verbose) {
    QUIET.forEach((name, level) -> context.getLogger(name).setLevel(level));
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.setLevel(Level.INFO);
    root.addAppender(file(folder));
    if (verbose) {
      root.addAppender(standardError());
    }
  }

  /// The day is part of the name, so nothing is renamed and several processes can append side by
  /// side.
  private Appender<ILoggingEvent> file(Path folder) {
    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setContext(context);
    file.setName("FILE");
    TimeBasedRollingPolicy<ILoggingEvent> days = new TimeBasedRollingPolicy<>();
    days.setContext(context);
    days.setParent(file);
    days.setFileNamePattern(folder + "/cutover.%d{yyyy-MM-dd, UTC}.log");
    days.setMaxHistory(DAYS);
    days.setTotalSizeCap(new FileSize(BYTES));
    days.start();
    file.setRollingPolicy(days);
    file.setEncoder(
        encoder(
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level ["
                + ProcessHandle.current().pid()
                + " %thread] %logger{30} %msg%n"));
    file.start();
    return file;
  }

  private Appender<ILoggingEvent> standardError() {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("STDERR");
    console.setTarget("System.err");
    ThresholdFilter warnings = new ThresholdFilter();
    warnings.setLevel("WARN");
    warnings.start();
    console.addFilter(warnings);
    console.setEncoder(encoder("%-5level %logger{0}: %msg%n%nopex"));
    console.start();
    return console;
  }

  private LayoutWrappingEncoder<ILoggingEvent> encoder(String pattern) {
    RedactingLayout layout = new RedactingLayout();
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }
}
