package dev.cutover.broker;

import dev.cutover.monitor.QueueStatistics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads the queues of one virtual host from RabbitMQ's management interface: one GET for all of
/// them.
public final class ManagementStatistics implements QueueStatistics, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String COLUMNS =
      "name,messages_unacknowledged,message_stats.publish_details.rate,"
          + "message_stats.deliver_get_details.rate,message_stats.ack_details.rate";

  private final ManagementClient client;
  private final String queues;

  public ManagementStatistics(ManagementAddress address, String vhost) {
    this.client = new ManagementClient(address, PATIENCE);
    this.queues = "/api/queues/" + ManagementClient.part(vhost) + "?columns=" + COLUMNS;
  }

  @Override
  public Map<String, Figures> read() throws InterruptedException {
    return figures(client.get(queues));
  }

  private static Map<String, Figures> figures(JsonNode queues) {
    Map<String, Figures> figures = new HashMap<>();
    for (JsonNode queue : queues) {
      if (!queue.has("messages_unacknowledged")) {
        // Not yet counted, or counting is switched off: unknown, and not 0.
        continue;
      }
      JsonNode stats = queue.path("message_stats");
      figures.put(
          queue.path("name").asString(""),
          new Figures(
              queue.path("messages_unacknowledged").asLong(0),
              stats.path("publish_details").path("rate").asDouble(0),
              stats.path("deliver_get_details").path("rate").asDouble(0),
              stats.path("ack_details").path("rate").asDouble(0)));
    }
    return figures;
  }

  @Override
  public void close() {
    client.close();
  }
}
