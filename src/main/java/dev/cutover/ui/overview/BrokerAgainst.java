package dev.cutover.ui.overview;

import dev.cutover.job.Stage;
import dev.cutover.monitor.DepthProbe;
import dev.cutover.monitor.QueueLine;
import dev.cutover.monitor.QueueStatistics;
import dev.cutover.monitor.QueuesSnapshot;
import java.util.Optional;

/// What the broker holds for a stage beside what the job table says. A hint waits from the moment
/// that its job is queued until the job has ended, so there are as many as jobs are queued, and at
/// most as many more as jobs are running.
///
/// @param messages in the stage's queue as far as they can be seen, -1 when nobody knows
/// @param difference jobs without a message or messages without a job
record BrokerAgainst(Kind kind, long messages, long difference) {
  /// Nobody has asked the broker yet, or it does not answer.
  static final BrokerAgainst UNKNOWN = new BrokerAgainst(Kind.UNKNOWN, -1, 0);

  enum Kind {
    AGREES,
    JOBS_WITHOUT_MESSAGE,
    MESSAGES_WITHOUT_JOB,
    UNKNOWN
  }

  static BrokerAgainst of(Optional<QueuesSnapshot> broker, Stage stage, long queued, long running) {
    Optional<QueueLine> line =
        broker.stream()
            .flatMap(each -> each.queues().stream())
            .filter(each -> each.stage() == stage && !each.dead())
            .findFirst();
    Optional<DepthProbe.Counted> depth = line.flatMap(QueueLine::depth);
    if (line.isEmpty() || depth.isEmpty()) {
      return UNKNOWN;
    }
    DepthProbe.Counted counted = depth.get();
    Optional<QueueStatistics.Figures> figures = line.get().statistics();
    long delivered = figures.map(QueueStatistics.Figures::unacknowledged).orElse(0L);
    long messages = counted.ready() + (counted.deliveredToo() ? 0 : delivered);
    // A message that somebody holds cannot be seen by AMQP alone, so nothing is missed then.
    boolean all = counted.deliveredToo() || figures.isPresent() || counted.consumers() == 0;
    if (all && messages < queued) {
      return new BrokerAgainst(Kind.JOBS_WITHOUT_MESSAGE, messages, queued - messages);
    }
    if (messages > queued + running) {
      return new BrokerAgainst(Kind.MESSAGES_WITHOUT_JOB, messages, messages - queued - running);
    }
    return new BrokerAgainst(Kind.AGREES, messages, 0);
  }
}
