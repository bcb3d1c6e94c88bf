package dev.cutover.broker;

import java.time.Duration;

/// The durations of the adapter. Production uses [#STANDARD]; tests shorten what they would wait
/// for.
///
/// @param retryFirst pause after a broken connection, doubled up to `retryLast`, with jitter
/// @param refusedPause pause after a broker that never let us in refused us (password, virtual
///   host, rights): a person must act. One that let us in before is tried as after a broken
///   connection
/// @param watchdog how often consumers are counted and the topology is looked at
/// @param probe longest wait for a queue's depth
public record BrokerTiming(
    Duration connect,
    Duration heartbeat,
    Duration rpc,
    Duration confirm,
    Duration retryFirst,
    Duration retryLast,
    Duration refusedPause,
    Duration watchdog,
    Duration probe) {

  public static final BrokerTiming STANDARD =
      new BrokerTiming(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2));
}
