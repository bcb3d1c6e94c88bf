package dev.cutover.pipeline.stage;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How often integrations are read by themselves. The interval goes from start to start, whoever
/// started the last run; after a run that failed the next one comes a shorter while after its end.
public interface Schedules {

  /// Those of all tenants.
  List<Line> list();

  /// Gives an integration a schedule, in place of the one it had.
  Answer set(TenantId tenant, IntegrationId integration, Rhythm rhythm, Mappings.By by);

  /// From now on runs of it are started by hand only.
  Answer remove(TenantId tenant, IntegrationId integration, Mappings.By by);

  /// The schedule of one integration, if it has one.
  default Optional<Line> of(IntegrationId integration) {
    return list().stream().filter(line -> line.integration().equals(integration)).findFirst();
  }

  /// @param everyMinutes from the start of a run to the start of the next, 1 to 1440
  /// @param retryMinutes from the end of a failed run to the start of the next, 1 to 60 and less
  ///   than `everyMinutes`; null when the interval holds then, too
  record Rhythm(int everyMinutes, @Nullable Integer retryMinutes) {
    public static final int LONGEST = 1440;
    public static final int LONGEST_RETRY = 60;

    /// What is wrong with it, if anything.
    public Optional<Problem> problem() {
      if (everyMinutes < 1 || everyMinutes > LONGEST) {
        return Optional.of(
            new Problem(
                "schedule.every",
                "The interval must be 1 to 1440 minutes, not " + everyMinutes + ".",
                ""));
      }
      Integer retry = retryMinutes;
      if (retry != null && (retry < 1 || retry > LONGEST_RETRY || retry >= everyMinutes)) {
        return Optional.of(
            new Problem(
                "schedule.retry",
                "The retry interval must be 1 to 60 minutes and less than the interval, not "
                    + retry
                    + ".",
                "Leave it out to wait the whole interval after a failed run, too."));
      }
      return Optional.empty();
    }

    @Override
    public String toString() {
      Integer retry = retryMinutes;
      return "every %d min".formatted(everyMinutes)
          + (retry == null ? "" : ", after a failure %d min".formatted(retry));
    }
  }

  /// @param next when the next run starts; null while one is active, and when the integration is
  ///   switched off
  /// @param running whether a run of the integration is active, scheduled or not
  /// @param due whether `next` is over: it starts as soon as a worker that extracts is there
  record Line(
      TenantId tenant,
      IntegrationId integration,
      Rhythm rhythm,
      @Nullable Instant next,
      boolean running,
      boolean due) {}

  /// What became of a change.
  sealed interface Answer {

    /// @param line as it is recorded now; null when there is no schedule any more
    record Changed(@Nullable Line line) implements Answer {}

    /// Nothing was changed.
    record Refused(Problem problem) implements Answer {}
  }
}
