package dev.cutover.cutover;

import java.util.List;
import java.util.Map;

/// The old service's schedule, `etl_jobs`: one row is a job's schedule, checkpoint and status.
public interface OldJobs {
  String PAUSED = "PAUSED";
  String RUNNING = "RUNNING";
  String READY = "READY";

  /// @param status such as `PENDING`
  /// @param runningFor seconds since it began, for one that runs
  record Job(long id, String name, String tenant, String status, long runningFor) {
    public boolean isRunning() {
      return RUNNING.equals(status);
    }

    public boolean isPaused() {
      return PAUSED.equals(status);
    }

    @Override
    public String toString() {
      return name + " of " + tenant + (isRunning() ? ", running for " + runningFor + " s" : "");
    }
  }

  /// All of them, in their order of execution.
  List<Job> all();

  /// Pauses what does not run, in one statement.
  ///
  /// @return how many were paused by it
  int pauseIdle();

  /// Pauses also what seems to run. Only when the service is known to be stopped: whatever says
  /// that it runs was interrupted.
  ///
  /// @return how many were paused by it
  int pauseAll();

  /// Gives paused ones their status back; one that is not paused any more is left alone.
  ///
  /// @param statuses by the job's id
  /// @return how many were given back
  int restore(Map<Long, String> statuses);
}
