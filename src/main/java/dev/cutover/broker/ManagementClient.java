package dev.cutover.broker;

import dev.cutover.job.Problem;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks RabbitMQ's management interface, and only asks: every request is a GET.
final class ManagementClient implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ManagementAddress address;
  private final Duration patience;
  private final HttpClient client;

  ManagementClient(ManagementAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
    // A redirect would carry the password somewhere else.
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /// The name of a virtual host as a part of a path.
  static String part(String vhost) {
    return URLEncoder.encode(vhost, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// @param path from `/api` on
  /// @throws BrokerUnavailable when nothing answers, the answer is a refusal, or it is no JSON
  JsonNode get(String path) throws InterruptedException {
    String login = address.user() + ":" + address.password();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address.base() + path))
            .timeout(patience)
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
      return JSON.readTree(answer.body());
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

  @Override
  public void close() {
    client.shutdownNow();
  }
}
