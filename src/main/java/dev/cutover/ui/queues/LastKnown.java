package dev.cutover.ui.queues;

import dev.cutover.monitor.QueuesSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps what the broker and the job table said last, so that a row does not become empty when one
/// of the two goes away. The word for the state stays the present one: unknown.
final class LastKnown {
  private final Map<String, QueueRow> ofBroker = new HashMap<>();
  private final Map<String, QueueRow> ofJobs = new HashMap<>();
  private @Nullable Instant broker;
  private @Nullable Instant jobs;

  /// Rows with what is known now, and with what was known last where nothing is.
  List<QueueRow> rows(QueuesSnapshot snapshot, List<QueueRow> now) {
    boolean brokerAway = snapshot.brokerTrouble().isPresent();
    boolean jobsAway = snapshot.jobsTrouble().isPresent();
    broker = brokerAway ? broker : snapshot.asOf();
    jobs = jobsAway ? jobs : snapshot.asOf();
    List<QueueRow> rows = new ArrayList<>();
    for (QueueRow each : now) {
      QueueRow row = each;
      if (brokerAway) {
        row = row.withMessagesOf(ofBroker.getOrDefault(each.queue(), each));
      } else {
        ofBroker.put(each.queue(), each);
      }
      if (jobsAway) {
        row = row.withJobsOf(ofJobs.getOrDefault(each.queue(), each));
      } else {
        ofJobs.put(each.queue(), each);
      }
      rows.add(row);
    }
    return rows;
  }

  /// When the older of the two parts was read; null when one of them never was.
  @Nullable Instant asOf() {
    Instant one = broker;
    Instant other = jobs;
    return one == null || other == null ? null : one.isBefore(other) ? one : other;
  }
}
