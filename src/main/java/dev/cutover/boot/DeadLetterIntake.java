package dev.cutover.boot;

import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobQueue;
import dev.cutover.pipeline.MessageStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what the broker dead-lettered into the table, so that nothing lives only in the broker. A
/// message is acknowledged when its row is committed, and goes back when the database cannot take
/// it.
final class DeadLetterIntake implements JobQueue.Intake {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterIntake.class);

  private final MessageStore messages;

  DeadLetterIntake(MessageStore messages) {
    this.messages = messages;
  }

  @Override
  public void hint(Hint hint, JobQueue.Receipt receipt) {
    // The row of a dead hint is recalled by the reaper; the message itself holds nothing else.
    receipt.acknowledge();
  }

  @Override
  public void foreignJob(JobQueue.ForeignJob job, JobQueue.Receipt receipt) {
    store(
        new JobQueue.DeadMessage(
            "etl." + job.jobType() + ".dead", "dead-lettered", job.message(), job.headersJson()),
        receipt);
  }

  @Override
  public void unreadable(JobQueue.DeadMessage message, JobQueue.Receipt receipt) {
    store(message, receipt);
  }

  private void store(JobQueue.DeadMessage message, JobQueue.Receipt receipt) {
    Thread.ofVirtual()
        .name("dead-letter")
        .start(
            () -> {
              try {
                messages.bury(message);
                receipt.acknowledge();
              } catch (RuntimeException e) {
                LOG.warn("dead letter not stored, it stays in the broker: {}", e.getMessage());
                receipt.release();
              }
            });
  }
}
