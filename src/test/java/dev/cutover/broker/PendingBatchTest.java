package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.JobId;
import dev.cutover.pipeline.Hint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingBatchTest {
  private static final List<Hint> FIVE = JobQueueContract.hints(1, 5);

  private final PendingBatch batch = new PendingBatch(100, FIVE);

  @Test
  void anAckOfManyCoversAllBeforeIt() throws Exception {
    batch.answer(103, true, true);
    assertThat(batch.lost()).containsExactly(new Hint(new JobId(5), 1));
    batch.answer(104, false, true);
    batch.await(Duration.ofMinutes(1));
    assertThat(batch.lost()).isEmpty();
  }

  @Test
  void aNackedHintIsLostAndEndsTheWaitLikeAnAck() throws Exception {
    batch.answer(101, false, false);
    batch.answer(104, true, true);
    batch.await(Duration.ofMinutes(1));
    assertThat(batch.lost()).containsExactly(new Hint(new JobId(2), 1));
  }

  @Test
  void aReturnedHintIsLostAlthoughItIsConfirmed() {
    batch.comeBack(new Hint(new JobId(3), 1));
    batch.answer(104, true, true);
    assertThat(batch.lost()).containsExactly(new Hint(new JobId(3), 1));
    assertThat(batch.comeBackCount()).isEqualTo(1);
  }

  @Test
  void lateAnswersToEarlierBatchesChangeNothing() {
    batch.answer(99, true, true);
    batch.answer(1, false, true);
    assertThat(batch.lost()).containsExactlyElementsOf(FIVE);
    assertThat(batch.isAnswered()).isFalse();
  }

  @Test
  void whatIsUnansweredWhenTheTimeIsUpIsLost() throws Exception {
    batch.answer(100, false, true);
    batch.await(Duration.ofMillis(1));
    assertThat(batch.lost()).containsExactlyElementsOf(FIVE.subList(1, 5));
  }

  @Test
  void anAbandonedBatchEndsTheWaitAtOnce() throws Exception {
    batch.abandon();
    batch.await(Duration.ofMinutes(1));
    assertThat(batch.lost()).hasSize(5);
  }
}
