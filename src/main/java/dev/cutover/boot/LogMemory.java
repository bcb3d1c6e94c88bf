package dev.cutover.boot;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import dev.cutover.monitor.LogTail;
import dev.cutover.secret.KnownSecrets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Keeps the newest lines of the log for the window, with secrets masked.
final class LogMemory extends AppenderBase<ILoggingEvent> implements LogTail {
  private static final int KEPT = 5_000;

  private final KnownSecrets secrets;
  private final Deque<Line> lines = new ArrayDeque<>();
  private long numbers;

  LogMemory(KnownSecrets secrets) {
    this.secrets = secrets;
    setName("window");
  }

  @Override
  protected void append(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    String text =
        thrown == null
            ? event.getFormattedMessage()
            : event.getFormattedMessage()
                + " ("
                + thrown.getClassName()
                + ": "
                + thrown.getMessage()
                + ")";
    String logger = event.getLoggerName();
    String component = logger.substring(logger.lastIndexOf('.') + 1);
    synchronized (lines) {
      lines.addLast(
          new Line(
              ++numbers,
              event.getInstant(),
              event.getLevel().toString(),
              component,
              secrets.redact(text)));
      if (lines.size() > KEPT) {
        lines.removeFirst();
      }
    }
  }

  @Override
  public List<Line> after(long number) {
    synchronized (lines) {
      return lines.stream().filter(line -> line.number() > number).toList();
    }
  }
}
