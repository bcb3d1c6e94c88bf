package dev.cutover.ui.queues;

import dev.cutover.monitor.QueueLine;

/// A queue as a row of the table, in words. Immutable; a row whose words did not change is the
/// same.
///
/// @param condition gives the icon and the colour beside the word
public record QueueRow(
    String queue,
    QueueLine.Condition condition,
    String state,
    String ready,
    String unacknowledged,
    String consumers,
    String open,
    String in,
    String out,
    String drain) {

  /// This row with another one's figures of messages.
  QueueRow withMessagesOf(QueueRow other) {
    return new QueueRow(
        queue,
        condition,
        state,
        other.ready,
        other.unacknowledged,
        other.consumers,
        open,
        in,
        out,
        drain);
  }

  /// This row with another one's figures of jobs.
  QueueRow withJobsOf(QueueRow other) {
    return new QueueRow(
        queue,
        condition,
        state,
        ready,
        unacknowledged,
        consumers,
        other.open,
        other.in,
        other.out,
        other.drain);
  }
}
