package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.oracle.Csv;
import dev.cutover.pipeline.stage.RawDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The folder of recorded answers (`-Dcutover.oracle`), as raw documents and as the rows expected
/// of them.
final class OracleRecordings {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder = Path.of(System.getProperty("cutover.oracle", "../shared/oracle"));

  boolean areThere() {
    return Files.isDirectory(folder.resolve("raw"));
  }

  /// The changelog call was recorded for other issues than the issue call: they get a bare issue
  /// here.
  List<RawDocument> changelogsOfUnrecordedIssues() throws IOException {
    Map<String, ObjectNode> issues = new LinkedHashMap<>();
    for (JsonNode line : lines("jira/changelogs")) {
      String issue = line.path("input").path("issue_id").asString();
      ObjectNode document =
          issues.computeIfAbsent(
              issue,
              id -> {
                ObjectNode bare = JSON.createObjectNode().put("id", id);
                bare.putObject("fields");
                bare.putObject("changelog").putArray("histories");
                return bare;
              });
      ((ArrayNode) document.at("/changelog/histories")).add(line.get("data"));
    }
    List<RawDocument> documents = new ArrayList<>();
    for (ObjectNode issue : issues.values()) {
      documents.add(document(90_000 + documents.size(), EntityType.JIRA_ISSUES, issue));
    }
    return documents;
  }

  List<RawDocument> pullRequestsWithChildren() throws IOException {
    Map<Integer, ObjectNode> pulls = new LinkedHashMap<>();
    Map<Integer, Long> ids = new LinkedHashMap<>();
    for (JsonNode line : lines("github/pull_requests")) {
      ObjectNode pull = (ObjectNode) line.get("data");
      for (String list :
          List.of("commits_list", "reviews_list", "comments_list", "review_comments_list")) {
        pull.putArray(list);
      }
      pulls.put(pull.get("number").asInt(), pull);
      ids.put(pull.get("number").asInt(), line.get("raw_id").asLong());
    }
    for (String child : List.of("commits", "reviews")) {
      for (JsonNode line : lines("github/pull_request_" + child)) {
        int number = line.path("input").path("Number").asInt();
        pull(pulls, number).withArray(child + "_list").add(line.get("data"));
      }
    }
    for (JsonNode line : lines("github/pull_request_review_comments")) {
      JsonNode comment = line.get("data");
      pull(pulls, numberIn(comment, "pull_request_url"))
          .withArray("review_comments_list")
          .add(comment);
    }
    for (JsonNode line : lines("github/comments")) {
      JsonNode comment = line.get("data");
      ObjectNode pull = pulls.get(numberIn(comment, "issue_url"));
      if (pull != null) {
        pull.withArray("comments_list").add(comment);
      }
    }
    List<RawDocument> documents = new ArrayList<>();
    for (var pull : pulls.entrySet()) {
      long id = Objects.requireNonNull(ids.get(pull.getKey()));
      documents.add(document(id, EntityType.GITHUB_PRS, pull.getValue()));
    }
    return documents;
  }

  private static ObjectNode pull(Map<Integer, ObjectNode> pulls, int number) {
    return Objects.requireNonNull(pulls.get(number));
  }

  private static int numberIn(JsonNode comment, String field) {
    String url = comment.get(field).asString();
    return Integer.parseInt(url.substring(url.lastIndexOf('/') + 1));
  }

  List<RawDocument> raw(String file) throws IOException {
    EntityType entity =
        switch (file.substring(file.indexOf('/') + 1)) {
          case "projects" -> EntityType.JIRA_PROJECTS;
          case "issue_types" -> EntityType.JIRA_ISSUE_TYPES;
          case "statuses" -> EntityType.JIRA_STATUSES;
          case "issues" -> EntityType.JIRA_ISSUES;
          default -> EntityType.GITHUB_REPOSITORIES;
        };
    List<RawDocument> documents = new ArrayList<>();
    for (JsonNode line : lines(file)) {
      documents.add(document(line.get("raw_id").asLong(), entity, line.get("data")));
    }
    return documents;
  }

  private static RawDocument document(long id, EntityType entity, JsonNode body) {
    return new RawDocument(id, entity, "x", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private List<JsonNode> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve("raw/" + file + ".ndjson")).stream()
        .map(JSON::readTree)
        .toList();
  }

  /// Each row as its cells joined by a bar, an empty one as a dash.
  List<String> expected(String file, List<String> columns) throws IOException {
    return lines(expectedRows(file), columns);
  }

  List<String> expected(String file, List<String> columns, String integration) throws IOException {
    return lines(
        expectedRows(file).stream()
            .filter(row -> integration.equals(row.get("integration")))
            .toList(),
        columns);
  }

  List<Map<String, String>> expectedRows(String file) throws IOException {
    return Csv.read(folder.resolve("expected/" + file + ".csv"));
  }

  static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static List<String> lines(List<Map<String, String>> rows, List<String> columns) {
    List<String> lines = new ArrayList<>();
    for (Map<String, String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        String cell = cell(row, column);
        cells.add(cell.isEmpty() ? "-" : cell);
      }
      lines.add(String.join("|", cells));
    }
    return lines;
  }
}
