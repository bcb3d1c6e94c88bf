package dev.cutover.broker;

import dev.cutover.cutover.TopologyControl;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.cutover.backup.BrokerDefinitions;
import dev.cutover.pipeline.BrokerUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the broker has, for a backup: its own definitions of the virtual host, which it can import
/// again, where the management interface gives them; else what is seen by AMQP of the pipeline's
/// exchanges and queues.
public final class BrokerDocument implements BrokerDefinitions {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerDocument.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The addresses of shovels and federations among the parameters hold passwords.
  private static final List<String> LEFT_OUT =
      List.of(
          "users", "permissions", "topic_permissions", "parameters", "global_parameters", "vhosts");

  private final TopologyControl topology;
  private final @Nullable ManagementAddress management;
  private final String vhost;

  /// @param management null where none is named
  public BrokerDocument(
      TopologyControl topology, @Nullable ManagementAddress management, String vhost) {
    this.topology = topology;
    this.management = management;
    this.vhost = vhost;
  }

  @Override
  public Answer read() throws InterruptedException {
    ObjectNode given = definitions();
    return given == null ? seen() : document(given);
  }

  private static Document document(ObjectNode json) {
    return new Document(
        JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsString(json)
            .getBytes(StandardCharsets.UTF_8));
  }

  /// Null when the management interface gives none.
  private @Nullable ObjectNode definitions() throws InterruptedException {
    if (management == null) {
      return null;
    }
    try (ManagementClient client = new ManagementClient(management, PATIENCE)) {
      JsonNode given = client.get("/api/definitions/" + ManagementClient.part(vhost));
      if (!(given instanceof ObjectNode found)) {
        return null;
      }
      ObjectNode document = JSON.createObjectNode().put("source", "management").put("vhost", vhost);
      ArrayNode without = document.putArray("left_out");
      for (String part : found.propertyNames()) {
        if (LEFT_OUT.contains(part)) {
          without.add(part);
        } else {
          document.set(part, found.get(part));
        }
      }
      return document;
    } catch (BrokerUnavailable e) {
      LOG.info("the broker's definitions are taken by AMQP: {}", e.problem().what());
      return null;
    }
  }

  /// A database is backed up without it too.
  private Answer seen() throws InterruptedException {
    try {
      TopologyReport report = topology.show();
      ObjectNode document =
          JSON.createObjectNode()
              .put("source", "amqp")
              .put("vhost", vhost)
              .put("server", report.server());
      ArrayNode objects = document.putArray("found");
      report
          .found()
          .forEach(
              each -> objects.addObject().put("object", each.object()).put("ready", each.ready()));
      ArrayNode differences = document.putArray("differences_to_wanted");
      report.differences().forEach(each -> differences.add(each.line()));
      return document(document);
    } catch (BrokerUnavailable e) {
      LOG.info("no definitions of the broker in this backup: {}", e.problem().what());
      return new None(e.problem().what());
    }
  }
}
