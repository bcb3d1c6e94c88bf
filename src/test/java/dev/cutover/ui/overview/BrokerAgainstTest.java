package dev.cutover.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.Stage;
import dev.cutover.monitor.DepthProbe;
import dev.cutover.monitor.Drain;
import dev.cutover.monitor.QueueLine;
import dev.cutover.monitor.QueueStatistics;
import dev.cutover.monitor.QueuesSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the broker holds against what the job table says.
class BrokerAgainstTest {
  private static BrokerAgainst of(
      long ready, int consumers, boolean deliveredToo, Long delivered, long queued, long running) {
    QueueLine line =
        new QueueLine(
            "etl.load",
            Stage.LOAD,
            false,
            QueueLine.Condition.BUSY,
            Optional.of(new DepthProbe.Counted(ready, consumers, deliveredToo)),
            Optional.ofNullable(delivered).map(each -> new QueueStatistics.Figures(each, 0, 0, 0)),
            Optional.empty(),
            new Drain.Unknown());
    QueuesSnapshot snapshot =
        new QueuesSnapshot(
            Instant.EPOCH,
            Instant.EPOCH,
            false,
            List.of(line),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return BrokerAgainst.of(Optional.of(snapshot), Stage.LOAD, queued, running);
  }

  @Test
  void asManyMessagesAsQueuedJobsAgreeAndARunningJobMayStillHaveItsOwn() {
    assertThat(of(12, 1, false, null, 12, 0).kind()).isEqualTo(BrokerAgainst.Kind.AGREES);
    assertThat(of(14, 1, true, null, 12, 2).kind()).isEqualTo(BrokerAgainst.Kind.AGREES);
    assertThat(of(0, 0, false, null, 0, 0).kind()).isEqualTo(BrokerAgainst.Kind.AGREES);
  }

  @Test
  void queuedJobsWithoutAMessageAreCounted() {
    assertThat(of(340, 0, false, null, 352, 0))
        .isEqualTo(new BrokerAgainst(BrokerAgainst.Kind.JOBS_WITHOUT_MESSAGE, 340, 12));
    assertThat(of(300, 3, false, 40L, 352, 4))
        .isEqualTo(new BrokerAgainst(BrokerAgainst.Kind.JOBS_WITHOUT_MESSAGE, 340, 12));
  }

  @Test
  void whatSomebodyHoldsAndCannotBeSeenIsNotMissed() {
    assertThat(of(340, 3, false, null, 352, 0).kind()).isEqualTo(BrokerAgainst.Kind.AGREES);
  }

  @Test
  void messagesThatNoJobExplainsAreCounted() {
    assertThat(of(9, 1, false, null, 4, 2))
        .isEqualTo(new BrokerAgainst(BrokerAgainst.Kind.MESSAGES_WITHOUT_JOB, 9, 3));
  }

  @Test
  void beforeTheFirstSampleNothingIsClaimed() {
    assertThat(BrokerAgainst.of(Optional.empty(), Stage.LOAD, 5, 0))
        .isEqualTo(BrokerAgainst.UNKNOWN);
  }
}
