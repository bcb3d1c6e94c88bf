package dev.cutover.ui.settings;

import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.pipeline.stage.Schedules;
import org.jspecify.annotations.Nullable;

/// An integration with its schedule.
///
/// @param schedule null when its runs are started by hand only
record IntegrationRow(IntegrationAdmin.Line line, Schedules.@Nullable Line schedule) {

  long id() {
    return line.integration();
  }

  String name() {
    return line.tenant() + " \u00B7 " + line.provider();
  }

  /// The command that does what a button does; a null rhythm takes the schedule away.
  String command(Schedules.@Nullable Rhythm rhythm) {
    String command = "cutover integration schedule --integration " + id();
    if (rhythm == null) {
      return command + " --off --approve";
    }
    Integer retry = rhythm.retryMinutes();
    return command
        + " --every "
        + rhythm.everyMinutes()
        + (retry == null ? "" : " --retry " + retry)
        + " --approve";
  }
}
