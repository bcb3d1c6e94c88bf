package dev.cutover.source;

import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourceProblem;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// GitHub's two interfaces. In GraphQL a 200 says nothing: errors and missing data are failures
/// here, never an empty answer.
final class GitHubApi {
  private static final Set<String> FORBIDDEN =
      Set.of("FORBIDDEN", "INSUFFICIENT_SCOPES", "UNAUTHORIZED");

  private final IntegrationSettings integration;
  private final SourceClient client;

  /// As `Type.field`.
  private final Set<String> unknownFields = new TreeSet<>();

  GitHubApi(IntegrationSettings integration, SourceClient client) {
    this.integration = integration;
    this.client = client;
  }

  /// The address of the API for what was entered, which may be the address of the site for people.
  static String apiUrl(String entered) {
    String url = entered.strip().replaceAll("/+$", "");
    return switch (url.toLowerCase(Locale.ROOT)) {
      case "", "https://github.com", "https://www.github.com", "http://github.com" ->
          "https://api.github.com";
      default -> url;
    };
  }

  IntegrationSettings integration() {
    return integration;
  }

  SourceClient client() {
    return client;
  }

  Answer get(String path, Integer... accepted) throws InterruptedException {
    return client.send(Call.get(client.home().resolve(path)).accepting(accepted));
  }

  /// Asks a question.
  ///
  /// @param variables a JSON object
  /// @return `data`, without any error
  JsonSlice ask(PrQuery query, String variables) throws InterruptedException {
    while (true) {
      String text = query.text(unknownFields);
      Answer answer =
          client.send(
              Call.post(
                  graphQl(),
                  "{\"query\":" + JsonText.quote(text) + ",\"variables\":" + variables + "}"));
      JsonSlice errors = answer.json().member("errors");
      List<JsonSlice> told = errors == null ? List.of() : errors.elements();
      if (told.isEmpty()) {
        return data(answer);
      }
      if (!leaveOut(query, told)) {
        throw problem(answer, told.getFirst());
      }
    }
  }

  /// Notes the fields that the server says it does not have.
  ///
  /// @return true when the question can be asked again without them
  private boolean leaveOut(PrQuery query, List<JsonSlice> errors) {
    boolean fewer = false;
    for (JsonSlice error : errors) {
      String unknown = unknownField(error);
      if (unknown == null || !query.canDo(unknown)) {
        return false;
      }
      fewer |= unknownFields.add(unknown);
    }
    return fewer;
  }

  private URI graphQl() {
    String base = client.home().base().toString();
    return URI.create(
        base.endsWith("/api/v3")
            ? base.substring(0, base.length() - 2) + "graphql"
            : base + "/graphql");
  }

  private JsonSlice data(Answer answer) {
    JsonSlice data = answer.json().member("data");
    if (data == null || !data.isObject()) {
      throw Trouble.passing(
          "source.server",
          "%s: %s answered without data."
              .formatted(Trouble.name(integration), Trouble.bare(answer.uri())),
          null);
    }
    return data;
  }

  private SourceProblem problem(Answer answer, JsonSlice error) {
    String type = text(error.member("type"));
    String what =
        "%s: %s: %s"
            .formatted(
                Trouble.name(integration),
                Trouble.bare(answer.uri()),
                text(error.member("message")));
    if (type.equals("NOT_FOUND")) {
      return Trouble.permanent(
          "source.not_found",
          what,
          "Check repos and org of the integration and what its token may see.");
    }
    if (FORBIDDEN.contains(type)) {
      return Trouble.permanent(
          "source.forbidden", what, "Give the token of the integration the right to read this.");
    }
    if (type.equals("INVALID_CURSOR_ARGUMENTS")) {
      return Trouble.permanent("source.cursor", what, "Redrive the job; it then begins anew.");
    }
    boolean asked = error.member("extensions") != null || error.member("locations") != null;
    return asked && !type.isEmpty() || unknownField(error) != null
        ? Trouble.permanent(
            "source.query", what, "This GitHub does not understand the question; report it.")
        : Trouble.passing("source.server", what, null);
  }

  private static @Nullable String unknownField(JsonSlice error) {
    boolean unknown = text(error.at("extensions", "code")).equals("undefinedField");
    return unknown
        ? text(error.at("extensions", "typeName")) + "." + text(error.at("extensions", "fieldName"))
        : null;
  }

  private static String text(@Nullable JsonSlice value) {
    return value == null ? "" : value.text();
  }
}
