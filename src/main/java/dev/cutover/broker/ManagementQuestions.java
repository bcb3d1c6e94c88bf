package dev.cutover.broker;

import dev.cutover.check.Finding;
import dev.cutover.pipeline.BrokerUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What only RabbitMQ's management interface tells: alarms, whether policies may be set, and which
/// queues forget what is in them.
final class ManagementQuestions {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ManagementAddress address;
  private final String vhost;

  ManagementQuestions(ManagementAddress address, String vhost) {
    this.address = address;
    this.vhost = ManagementClient.part(vhost);
  }

  List<Finding> ask() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    try (ManagementClient client = new ManagementClient(address, PATIENCE)) {
      findings.add(rights(client.get("/api/whoami")));
      findings.add(alarms(client.get("/api/nodes")));
      findings.add(
          forgetting(
              client.get(
                  "/api/queues/"
                      + vhost
                      + "?columns=name,messages,arguments,effective_policy_definition")));
    } catch (BrokerUnavailable e) {
      findings.add(
          Finding.warn(
              "broker management",
              e.problem().what() + " Alarms and policies were not looked at.",
              "See that rabbitmq_management is enabled, that the address is right and that the user"
                  + " has the tag `monitoring`."));
    }
    return findings;
  }

  static Finding rights(JsonNode who) {
    List<String> tags = new ArrayList<>();
    // A list since 3.9, a text with commas before.
    JsonNode given = who.path("tags");
    if (given.isArray()) {
      given.forEach(tag -> tags.add(tag.asString("")));
    } else {
      tags.addAll(List.of(given.asString("").split(",")));
    }
    return tags.contains("administrator") || tags.contains("policymaker")
        ? Finding.pass("broker policies", "this user may set policies")
        : Finding.warn(
            "broker policies",
            "this user may set no policies (tags: " + String.join(", ", tags) + ").",
            "Queues get the same settings when they are made, but cannot be changed later; give the"
                + " tag `policymaker` to change that.");
  }

  static Finding alarms(JsonNode nodes) {
    List<String> alarms = new ArrayList<>();
    for (JsonNode node : nodes) {
      String name = node.path("name").asString("");
      if (!node.path("running").asBoolean(true)) {
        alarms.add(name + " is down");
      }
      if (node.path("mem_alarm").asBoolean(false)) {
        alarms.add("memory of " + name);
      }
      if (node.path("disk_free_alarm").asBoolean(false)) {
        alarms.add("disk of " + name);
      }
      if (!node.path("partitions").isEmpty()) {
        alarms.add(name + " sees a partition of the network");
      }
    }
    return alarms.isEmpty()
        ? Finding.pass("broker alarms", "none on " + nodes.size() + " nodes")
        : Finding.fail(
            "broker alarms",
            String.join(", ", alarms) + ": publishers are stopped or messages at risk.",
            "Make room or mend the cluster first.");
  }

  /// Messages in queues with a time to live are gone when the cutover takes its time.
  static Finding forgetting(JsonNode queues) {
    List<String> found = new ArrayList<>();
    for (JsonNode queue : queues) {
      boolean forgets =
          queue.path("arguments").has("x-message-ttl")
              || queue.path("arguments").has("x-expires")
              || queue.path("effective_policy_definition").has("message-ttl")
              || queue.path("effective_policy_definition").has("expires");
      long messages = queue.path("messages").asLong(0);
      String name = queue.path("name").asString("");
      if (forgets && messages > 0 && !name.endsWith(".dead")) {
        found.add(name + " (" + messages + ")");
      }
    }
    return found.isEmpty()
        ? Finding.pass("broker messages", "none lies in a queue that forgets")
        : Finding.fail(
            "broker messages",
            "in queues with a time to live: "
                + String.join(", ", found)
                + "; they may be gone before they are moved.",
            "Let the old service consume them first, or take the limit off the queue.");
  }
}
