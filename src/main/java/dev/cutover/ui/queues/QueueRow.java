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
    String drain) {}
