package dev.cutover.ui.pipeline;

import dev.cutover.job.JobState;
import dev.cutover.pipeline.JobFilter;
import java.util.stream.Collectors;

/// The command that does what a button does, for whoever wants to repeat or record it.
final class JobCommandLine {
  private JobCommandLine() {}

  static String of(BulkAct act) {
    return "cutover jobs " + act.kind().word() + conditions(act.filter()) + " --approve";
  }

  /// The jobs that match, as the table shows them.
  static String list(JobFilter filter) {
    return "cutover jobs list" + conditions(filter);
  }

  private static String conditions(JobFilter filter) {
    StringBuilder line = new StringBuilder();
    filter.ids().forEach(id -> line.append(' ').append(id));
    if (!filter.states().isEmpty()) {
      line.append(" --state ")
          .append(
              filter.states().stream()
                  .map(JobState::word)
                  .sorted()
                  .collect(Collectors.joining(",")));
    }
    filter.stage().ifPresent(value -> line.append(" --stage ").append(value));
    filter.tenant().ifPresent(value -> line.append(" --tenant ").append(quoted(value)));
    filter.entity().ifPresent(value -> line.append(" --entity ").append(value));
    filter.run().ifPresent(value -> line.append(" --run ").append(value));
    filter.payloadPath().ifPresent(value -> line.append(" --payload-path ").append(quoted(value)));
    filter
        .olderThan()
        .ifPresent(value -> line.append(" --older-than ").append(value.toSeconds()).append('s'));
    return line.toString();
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
