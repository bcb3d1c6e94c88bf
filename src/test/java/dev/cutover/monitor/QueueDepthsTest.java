package dev.cutover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.monitor.PipelineMonitor.JobCount;
import dev.cutover.pipeline.BrokerUnavailable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueDepthsTest {
  private Instant now = Instant.parse("2026-11-23T20:00:00Z");
  private boolean brokerAway;
  private boolean statisticsAway;
  private Optional<DepthProbe.Counted> counted = Optional.of(new DepthProbe.Counted(0, 1, false));
  private List<JobCount> jobs = List.of();
  private int counts;

  private boolean databaseAway;

  private final QueueDepths depths =
      new QueueDepths(
          new DepthProbe() {
            @Override
            public List<Reading> read() {
              if (brokerAway) {
                throw away();
              }
              List<Reading> readings = new ArrayList<>();
              for (Stage stage : Stage.values()) {
                readings.add(new Reading(stage.queue(), stage, false, counted));
                readings.add(new Reading(stage.queue() + ".dead", stage, true, counted));
              }
              return readings;
            }

            @Override
            public void close() {}
          },
          () -> {
            if (statisticsAway) {
              throw away();
            }
            return Map.of("etl.load", new QueueStatistics.Figures(3, 1, 2, 2));
          },
          () -> {
            counts++;
            if (databaseAway) {
              now = now.plusSeconds(4);
              throw new IllegalStateException("no connection within 4 s");
            }
            now = now.plusMillis(100);
            return jobs;
          },
          () -> now);

  private static BrokerUnavailable away() {
    return new BrokerUnavailable(
        new Problem("broker.unreachable", "It is away.", "Wait."), new IOException());
  }

  private QueueLine load() throws InterruptedException {
    return depths.sample().queues().stream()
        .filter(line -> line.queue().equals("etl.load"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nobodyListeningAndNothingToDoAreDifferentThings() throws Exception {
    assertThat(load().condition()).isEqualTo(QueueLine.Condition.IDLE);
    counted = Optional.of(new DepthProbe.Counted(0, 0, false));
    assertThat(load().condition()).isEqualTo(QueueLine.Condition.NO_CONSUMERS);
    counted = Optional.of(new DepthProbe.Counted(4, 2, false));
    assertThat(load().condition()).isEqualTo(QueueLine.Condition.BUSY);
    counted = Optional.empty();
    assertThat(load().condition()).isEqualTo(QueueLine.Condition.MISSING);
    brokerAway = true;
    assertThat(load().condition()).isEqualTo(QueueLine.Condition.UNKNOWN);
  }

  @Test
  void workThatNobodyTakesHasNoTimeToDrain() throws Exception {
    counted = Optional.of(new DepthProbe.Counted(4, 0, false));
    jobs = List.of(new JobCount("load", "queued", 4));
    assertThat(load().drain()).isInstanceOf(Drain.NoConsumers.class);
  }

  @Test
  void unacknowledgedIsUnknownAndNotZeroWithoutTheManagementInterface() throws Exception {
    assertThat(load().statistics().orElseThrow().unacknowledged()).isEqualTo(3);
    statisticsAway = true;
    now = now.plusSeconds(10);
    QueuesSnapshot without = depths.sample();
    assertThat(without.queues()).allMatch(line -> line.statistics().isEmpty());
    assertThat(without.management()).isFalse();
    assertThat(without.statisticsTrouble().orElseThrow().what()).isEqualTo("It is away.");
  }

  @Test
  void jobsAreCountedSoSeldomThatTheyCostATwentiethOfTheTime() throws Exception {
    for (int second = 0; second < 20; second++) {
      depths.sample();
      now = now.plusSeconds(1);
    }
    assertThat(counts).isBetween(9, 11);
  }

  /// Twenty times of what a failed connection takes would be more than a minute.
  @Test
  void jobsAreCountedAgainSoonAfterTheDatabaseIsBackHoweverLongItsAbsenceTookToNotice()
      throws Exception {
    databaseAway = true;
    assertThat(depths.sample().jobsTrouble()).isPresent();
    databaseAway = false;
    now = now.plusSeconds(4);
    assertThat(depths.sample().jobsTrouble()).isPresent();
    now = now.plusSeconds(1);
    assertThat(depths.sample().jobsTrouble()).isEmpty();
  }

  @Test
  void aBrokerThatIsAwayLeavesAGapAndNoZero() throws Exception {
    Instant begin = now;
    load();
    brokerAway = true;
    now = now.plusSeconds(1);
    assertThat(depths.sample().brokerTrouble()).isPresent();
    assertThat(
            depths.history("etl.load", QueueDepths.Measure.READY, begin, now.plusSeconds(1), 100))
        .hasSize(1);
  }
}
