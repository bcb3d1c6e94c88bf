package dev.cutover.boot;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;

/// Asked by logback when the first logger is made, which is before the program knows its home:
/// nothing is written until [Logs#start] says where to. Settings in code and not in a file, since
/// reading the file took a tenth of the program's start.
///
/// Tests have settings of their own; a property names others still.
public final class LogSettings extends ContextAwareBase implements Configurator {
  /// In the context when the settings are ours.
  static final String OURS = "cutover.log-settings";

  private static final String NAMED = "logback.configurationFile";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    String named = System.getProperty(NAMED);
    boolean others =
        named == null
            ? LogSettings.class.getResource("/logback-test.xml") != null
            : !named.isEmpty();
    if (others) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    boolean _ = context.getStatusManager().add(new NopStatusListener());
    context.putObject(OURS, true);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
