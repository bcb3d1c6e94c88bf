package dev.cutover.source;

import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourceProblem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One Jira as it presents itself: Cloud or Server, and the time zone in which it reads the dates
/// of queries. Asked once a reader, when first needed.
final class JiraSite {
  private final IntegrationSettings integration;
  private final SourceClient client;
  private @Nullable Boolean cloud;

  JiraSite(IntegrationSettings integration, SourceClient client) {
    this.integration = integration;
    this.client = client;
  }

  IntegrationSettings integration() {
    return integration;
  }

  SourceClient client() {
    return client;
  }

  /// What the site says it is; a site that will not say is taken for Cloud, which is right for
  /// most, and whose missing resources tell the rest.
  boolean isCloud() throws InterruptedException {
    Boolean known = cloud;
    if (known == null) {
      known = serverInfo().map(JiraSite::saysCloud).orElse(true);
      cloud = known;
    }
    return known;
  }

  /// Root of the REST resources.
  String api() throws InterruptedException {
    return isCloud() ? "/rest/api/3" : "/rest/api/2";
  }

  Optional<JsonSlice> serverInfo() throws InterruptedException {
    try {
      return Optional.of(get("/rest/api/2/serverInfo").json());
    } catch (SourceProblem problem) {
      String code = problem.problem().code();
      boolean silent =
          problem.kind() == SourceProblem.Kind.PERMANENT
              && (code.equals("source.not_found")
                  || code.equals("source.login_page")
                  || code.equals("source.refused"));
      if (silent) {
        return Optional.empty();
      }
      throw problem;
    }
  }

  /// The zone of the account, in which Jira reads dates; empty when the site does not tell.
  Optional<ZoneId> zone() throws InterruptedException {
    Answer answer = client.send(Call.get(client.home().resolve(api() + "/myself")).accepting(404));
    JsonSlice zone = answer.status() == 404 ? null : answer.json().member("timeZone");
    try {
      return zone == null ? Optional.empty() : Optional.of(ZoneId.of(zone.text()));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  Answer get(String path) throws InterruptedException {
    return client.send(Call.get(client.home().resolve(path)));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// A member that an answer must have.
  JsonSlice required(Answer answer, String name) {
    JsonSlice value = answer.json().member(name);
    if (value == null || value.isNull()) {
      throw Trouble.permanent(
          "source.shape",
          "%s: the answer of %s has no '%s': %s"
              .formatted(
                  Trouble.name(integration), Trouble.bare(answer.uri()), name, answer.excerpt()),
          "Check that the url of the integration is that of a Jira.");
    }
    return value;
  }

  /// The elements of an answer that must be an array.
  List<JsonSlice> elements(Answer answer) {
    if (!answer.json().isArray()) {
      throw Trouble.permanent(
          "source.shape",
          "%s: the answer of %s is no list: %s"
              .formatted(Trouble.name(integration), Trouble.bare(answer.uri()), answer.excerpt()),
          "Check that the url of the integration is that of a Jira.");
    }
    return answer.json().elements();
  }

  private static boolean saysCloud(JsonSlice info) {
    JsonSlice type = info.member("deploymentType");
    return type == null || type.text().equalsIgnoreCase("Cloud");
  }
}
