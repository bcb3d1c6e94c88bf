package dev.cutover.cutover;

import java.util.ArrayList;
import java.util.List;

/// What [TopologyControl] saw and did. Immutable; its components are the JSON of `topology --json`.
///
/// @param server product and version as the server tells them
/// @param dialect the form of settings chosen for it, such as `rabbitmq_3`
/// @param found every exchange and queue that exists, with its messages and consumers
/// @param changes what was created
/// @param differences what is not as wanted (after the changes, if any were made)
/// @param roundTrips one a work queue, only after `verify`
public record TopologyReport(
    String server,
    String dialect,
    List<Found> found,
    List<TopologyDifference> changes,
    List<TopologyDifference> differences,
    List<RoundTrip> roundTrips) {

  /// @param ready messages waiting, 0 for an exchange
  public record Found(String object, int ready, int consumers) {}

  /// @param ok the test message was routed, stored and confirmed, and nothing contradicts its
  ///   arrival
  public record RoundTrip(String queue, boolean ok, String detail) {}

  public boolean ok() {
    return differences.isEmpty() && roundTrips.stream().allMatch(RoundTrip::ok);
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    changes.forEach(c -> lines.add(c.line() + " (done)"));
    differences.forEach(d -> lines.add(d.line()));
    roundTrips.forEach(
        t -> lines.add((t.ok() ? "ok " : "FAILED ") + t.queue() + ": " + t.detail()));
    return List.copyOf(lines);
  }
}
