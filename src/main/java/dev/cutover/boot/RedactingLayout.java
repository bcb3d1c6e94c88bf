package dev.cutover.boot;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.cutover.secret.KnownSecrets;
import dev.cutover.secret.Redaction;

/// Lays out a log event and takes secrets out of the whole text: message, arguments and stack
/// traces alike.
public final class RedactingLayout extends PatternLayout {

  @Override
  public String doLayout(ILoggingEvent event) {
    String text = super.doLayout(event);
    return getContext() != null
            && getContext().getObject(KnownSecrets.CONTEXT_KEY) instanceof KnownSecrets known
        ? known.redact(text)
        : Redaction.of(text);
  }
}
