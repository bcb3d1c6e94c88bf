package dev.cutover.broker;

import dev.cutover.job.Problem;
import dev.cutover.monitor.QueueStatistics;
import dev.cutover.pipeline.BrokerUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the queues of one virtual host from RabbitMQ's management interface: one GET for all of
/// them.
public final class ManagementStatistics implements QueueStatistics, AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String COLUMNS =
      "name,messages_unacknowledged,message_stats.publish_details.rate,"
          + "message_stats.deliver_get_details.rate,message_stats.ack_details.rate";

  private final ManagementAddress address;
  private final URI queues;
  private final HttpClient client;

  public ManagementStatistics(ManagementAddress address, String vhost) {
    this.address = address;
    this.queues =
        URI.create(
            address.base()
                + "/api/queues/"
                + URLEncoder.encode(vhost, StandardCharsets.UTF_8).replace("+", "%20")
                + "?columns="
                + COLUMNS);
    // A redirect would carry the password somewhere else.
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Map<String, Figures> read() throws InterruptedException {
    String login = address.user() + ":" + address.password();
    HttpRequest request =
        HttpRequest.newBuilder(queues)
            .timeout(PATIENCE)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() != 200) {
        throw refused(answer.statusCode());
      }
      return figures(JSON.readTree(answer.body()));
    } catch (IOException e) {
      throw unavailable(
          "management.unreachable",
          "The management interface " + address.place() + " does not answer.",
          "Depths go on by AMQP. Check that the plugin rabbitmq_management is enabled and the"
              + " address is right.",
          e);
    } catch (JacksonException e) {
      throw unavailable(
          "management.answer",
          "What answers at " + address.place() + " is no management interface of RabbitMQ.",
          "Depths go on by AMQP. Check host and port.",
          e);
    }
  }

  private BrokerUnavailable refused(int status) {
    String why =
        switch (status) {
          case 401 -> "refused the login of user " + address.user();
          case 403 -> "does not let user " + address.user() + " in";
          case 404 -> "knows no such virtual host, or is none of RabbitMQ's";
          default -> "answered with status " + status;
        };
    return unavailable(
        "management.refused",
        "The management interface " + address.place() + " " + why + ".",
        "Depths go on by AMQP. A user needs the tag `monitoring` or `management` there.",
        new IOException("status " + status));
  }

  private static BrokerUnavailable unavailable(
      String code, String what, String remedy, Exception cause) {
    return new BrokerUnavailable(new Problem(code, what, remedy), cause);
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
    client.shutdownNow();
  }
}
