package dev.cutover.pipeline;

import dev.cutover.job.JobId;
import dev.cutover.job.Problem;
import dev.cutover.job.RunId;
import java.util.List;

/// What became of a [RunRequest].
public sealed interface RunStart {

  record Started(RunId run, List<JobId> jobs) implements RunStart {}

  /// The integration is being read already; nothing was created.
  record AlreadyRunning(RunId run) implements RunStart {}

  /// The request cannot be carried out; nothing was created.
  record Refused(Problem problem) implements RunStart {}
}
