package dev.cutover.boot;

import dev.cutover.cutover.PipelineWork;
import dev.cutover.cutover.StepFailure;
import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.PipelineRuntime;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The workers that a cutover starts in its own process when there are no others. They start no run
/// by the schedule: until the validation has passed, only first runs are carried out by them.
final class CutoverWorkers implements PipelineWork {
  private static final int SLOTS = 2;
  private static final Set<String> WORK =
      Set.of("queue etl.extract", "queue etl.transform", "queue etl.load");
  private static final String RUNNING = "running";
  private static final Duration HEARD = Duration.ofMinutes(1);
  private static final Duration START = Duration.ofSeconds(30);

  private final Session session;
  private @Nullable PipelineRuntime running;

  CutoverWorkers(Session session) {
    this.session = session;
  }

  @Override
  public int workers() throws InterruptedException {
    // One that was killed seems to live for a minute; the broker knows at once.
    return everyQueueIsRead() ? heard() : 0;
  }

  private int heard() {
    return (int)
        session.monitor().workers().stream()
            .filter(each -> each.state().equals(RUNNING))
            .filter(each -> each.silentSeconds() < HEARD.toSeconds())
            .count();
  }

  @Override
  public synchronized void takeUp() throws InterruptedException {
    if (running != null) {
      return;
    }
    PipelineRuntime made = session.workers(EnumSet.allOf(Stage.class), SLOTS);
    running = made;
    made.start();
    long begin = System.nanoTime();
    while (workers() == 0) {
      if (System.nanoTime() - begin > START.toNanos()) {
        throw new StepFailure(
            new Problem(
                "workers.start",
                "The workers of this process did not come up within " + START + ".",
                "See the log, then go on with `cutover resume`; or start some with `cutover"
                    + " workers` and go on."));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /// A worker says that it runs a moment before the broker knows of its consumers.
  private boolean everyQueueIsRead() throws InterruptedException {
    return session.topology().show().found().stream()
        .filter(each -> WORK.contains(each.object()))
        .allMatch(each -> each.consumers() > 0);
  }

  @Override
  public synchronized void layDown() {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
