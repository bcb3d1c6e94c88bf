package dev.cutover.broker;

/// A queue that is to be consumed, through all reconnects.
///
/// @param prefetch deliveries that may be unanswered at the same time
record Subscription(String queue, int prefetch, QueueConsumer.Receiver receiver) {}
