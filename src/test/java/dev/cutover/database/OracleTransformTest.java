package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.RawDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Recorded answers of real Jira and GitHub sites, and what another tool made of them: every cell
/// that has a place in the platform's tables must agree. Runs where the recordings are
/// (`-Dcutover.oracle=folder`).
class OracleTransformTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String UTC = "'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'";
  private static final Path ORACLE =
      Path.of(System.getProperty("cutover.oracle", "../shared/oracle"));
  private static final Map<String, Integer> INTEGRATIONS =
      Map.of("jira", 1, "github", 2, "jira_en", 5, "jira_server", 6);

  @BeforeEach
  void onlyWhereTheRecordingsAre() {
    assumeTrue(Files.isDirectory(ORACLE.resolve("raw")), "no recordings at " + ORACLE);
  }

  @Test
  void jiraCataloguesAgree() throws Exception {
    try (MergeKit kit = new MergeKit()) {
      loadJira(kit);
      assertThat(rows(kit, "SELECT external_id, key, name FROM projects WHERE integration_id = 1"))
          .containsAll(expected("projects", List.of("external_id", "key", "name"), "jira"));
      assertThat(
              rows(
                  kit,
                  "SELECT external_id, original_name, category_key FROM statuses"
                      + " WHERE integration_id = 1 AND discovered_in IS NULL"))
          .hasSize(53)
          .containsAll(
              expected(
                  "statuses", List.of("external_id", "original_name", "category_key"), "jira"));
      assertThat(
              rows(
                  kit,
                  "SELECT external_id, original_name, description, hierarchy_level FROM wits"
                      + " WHERE integration_id = 1 AND discovered_in IS NULL"))
          .containsExactlyInAnyOrderElementsOf(
              expected(
                  "wits",
                  List.of("external_id", "original_name", "description", "hierarchy_level"),
                  "jira"));
    }
  }

  @Test
  void everyCellOfTheIssuesAgrees() throws Exception {
    try (MergeKit kit = new MergeKit()) {
      loadJira(kit);
      for (String integration : List.of("jira", "jira_en")) {
        List<String> columns =
            List.of(
                "external_id",
                "key",
                "project_external_id",
                "project_name",
                "summary",
                "description",
                "wit_name",
                "status_name",
                "assignee",
                "priority",
                "parent_external_id",
                "created",
                "updated");
        assertThat(
                rows(
                    kit,
                    "SELECT w.external_id, w.key, p.external_id, p.name, w.summary, w.description,"
                        + " t.original_name, s.original_name, w.assignee, w.priority,"
                        + " w.parent_external_id, to_char(w.created, "
                        + UTC
                        + "), to_char(w.updated, "
                        + UTC
                        + ") FROM work_items w JOIN projects p ON p.id = w.project_id"
                        + " JOIN wits t ON t.id = w.wit_id JOIN statuses s ON s.id = w.status_id"
                        + " WHERE w.integration_id = "
                        + INTEGRATIONS.get(integration)))
            .containsExactlyInAnyOrderElementsOf(expected("work_items", columns, integration));
      }
      assertThat(
              rows(
                  kit,
                  "SELECT w.external_id, t.external_id, s.external_id FROM work_items w"
                      + " JOIN wits t ON t.id = w.wit_id JOIN statuses s ON s.id = w.status_id"
                      + " WHERE w.integration_id = 1"))
          .containsExactlyInAnyOrderElementsOf(
              expected(
                  "work_items",
                  List.of("external_id", "wit_external_id", "status_external_id"),
                  "jira"));
    }
  }

  @Test
  void storyPointsAndLabelsAgree() throws Exception {
    try (MergeKit kit = new MergeKit()) {
      loadJira(kit);
      Map<String, String> points = new LinkedHashMap<>();
      Map<String, TreeSet<String>> labels = new LinkedHashMap<>();
      for (Map<String, String> row : csv("work_items")) {
        if (row.get("integration").equals("jira")) {
          points.put(row.get("external_id"), row.get("story_points").replace("0|null", "-"));
          TreeSet<String> set = new TreeSet<>();
          JSON.readTree(row.get("labels")).forEach(label -> set.add(label.asString()));
          labels.put(row.get("external_id"), set);
        }
      }
      assertThat(points).hasSize(15);
      for (String line :
          rows(
              kit,
              "SELECT external_id, story_points, story_points_exact, labels FROM work_items"
                  + " WHERE integration_id = 1")) {
        String[] cells = line.split("\\|");
        assertThat(cells[1]).isEqualTo(points.get(cells[0]));
        assertThat(cells[2]).isEqualTo(points.get(cells[0]));
        TreeSet<String> found = new TreeSet<>();
        if (!cells[3].equals("-")) {
          found.addAll(Arrays.asList(cells[3].split(",")));
        }
        assertThat(found).as("labels of %s", cells[0]).isEqualTo(labels.get(cells[0]));
      }
    }
  }

  @Test
  void everyCellOfTheStatusChangesAgrees() throws Exception {
    try (MergeKit kit = new MergeKit()) {
      loadJira(kit);
      loadChangelogsOfUnrecordedIssues(kit);
      List<String> columns =
          List.of(
              "issue_external_id",
              "external_id",
              "from_status_external_id",
              "to_status_external_id",
              "changed_by",
              "transition_change_date");
      List<String> expected = expected("changelogs", columns, "jira");
      assertThat(expected).hasSizeGreaterThan(80);
      assertThat(
              rows(
                  kit,
                  "SELECT w.external_id, c.external_id, f.external_id, t.external_id,"
                      + " c.changed_by, to_char(c.transition_change_date, "
                      + UTC
                      + ") FROM changelogs c JOIN work_items w ON w.id = c.work_item_id"
                      + " JOIN statuses f ON f.id = c.from_status_id"
                      + " JOIN statuses t ON t.id = c.to_status_id WHERE c.integration_id = 1"))
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(
              rows(
                  kit,
                  "SELECT w.external_id, c.external_id, to_char(c.transition_change_date, "
                      + UTC
                      + "), to_char(c.transition_start_date, "
                      + UTC
                      + "), to_char(c.time_in_status_seconds, 'FM9999999990.000')"
                      + " FROM changelogs c JOIN work_items w ON w.id = c.work_item_id"
                      + " WHERE c.integration_id = 1"))
          .containsAll(
              expected(
                      "changelog_timings",
                      List.of(
                          "issue_external_id",
                          "external_id",
                          "transition_change_date",
                          "previous_status_change",
                          "seconds_since_previous_status_change"),
                      "jira")
                  .stream()
                  .map(OracleTransformTest::withThreeDecimals)
                  .toList());
    }
  }

  @Test
  void everyCellOfPullRequestsAndRepositoryAgrees() throws Exception {
    try (MergeKit kit = new MergeKit()) {
      kit.loadDocuments(1, 2, EntityType.GITHUB_REPOSITORIES, raw("github/repos"));
      List<RawDocument> pulls = pullRequestsWithChildren();
      assertThat(kit.loadDocuments(1, 2, EntityType.GITHUB_PRS, pulls)).isEqualTo(24);
      assertThat(
              rows(
                  kit,
                  "SELECT external_id, full_name, url, description, language,"
                      + " to_char(repo_created_at, "
                      + UTC
                      + "), to_char(repo_updated_at, "
                      + UTC
                      + ") FROM repositories"))
          .containsExactlyElementsOf(
              expected(
                  "repositories",
                  List.of(
                      "external_id",
                      "full_name",
                      "html_url",
                      "description",
                      "language",
                      "repo_created_at",
                      "repo_updated_at"),
                  null));
      assertThat(
              rows(
                  kit,
                  "SELECT external_repo_id, number, name, user_name, body, source, destination,"
                      + " status, to_char(pr_created_at, "
                      + UTC
                      + "), to_char(pr_updated_at, "
                      + UTC
                      + "), to_char(closed_at, "
                      + UTC
                      + "), to_char(merged_at, "
                      + UTC
                      + "), url FROM prs"))
          .containsExactlyInAnyOrderElementsOf(
              expected(
                  "prs",
                  List.of(
                      "external_repo_id",
                      "number",
                      "name",
                      "user_name",
                      "body",
                      "source",
                      "destination",
                      "status",
                      "pr_created_at",
                      "pr_updated_at",
                      "closed_at",
                      "merged_at",
                      "url"),
                  null));
      children(kit);
      aggregates(kit);
    }
  }

  private static void children(MergeKit kit) throws IOException, SQLException {
    assertThat(
            rows(
                kit,
                "SELECT c.external_id, p.number, author_name, author_email, committer_name,"
                    + " committer_email, message, to_char(authored_date, "
                    + UTC
                    + "), to_char(committed_date, "
                    + UTC
                    + ") FROM prs_commits c JOIN prs p ON p.id = c.pr_id"))
        .containsExactlyInAnyOrderElementsOf(
            expected(
                "prs_commits",
                List.of(
                    "external_id",
                    "pr_number",
                    "author_name",
                    "author_email",
                    "committer_name",
                    "committer_email",
                    "message",
                    "authored_date",
                    "committed_date"),
                null));
    assertThat(
            rows(
                kit,
                "SELECT c.external_id, p.number, author_login, state, c.body,"
                    + " to_char(submitted_at, "
                    + UTC
                    + ") FROM prs_reviews c JOIN prs p ON p.id = c.pr_id"))
        .containsExactlyInAnyOrderElementsOf(
            expected(
                "prs_reviews",
                List.of(
                    "external_id", "pr_number", "author_login", "state", "body", "submitted_at"),
                null));
    assertThat(
            rows(
                kit,
                "SELECT c.external_id, p.number, author_login, c.body,"
                    + " CASE comment_type WHEN 'review' THEN 'DIFF' ELSE 'NORMAL' END,"
                    + " to_char(created_at_github, "
                    + UTC
                    + "), to_char(updated_at_github, "
                    + UTC
                    + ") FROM prs_comments c JOIN prs p ON p.id = c.pr_id"))
        .containsExactlyInAnyOrderElementsOf(
            expected(
                "prs_comments",
                List.of(
                    "external_id",
                    "pr_number",
                    "author_login",
                    "body",
                    "kind",
                    "created_at_github",
                    "updated_at_github"),
                null));
  }

  /// The two counts that the recordings read otherwise (review cycles, rework) are left out.
  private static void aggregates(MergeKit kit) throws IOException, SQLException {
    assertThat(
            rows(
                kit,
                "SELECT number, commit_count, reviewers, to_char(first_review_at, "
                    + UTC
                    + "), discussion_comment_count, review_comment_count FROM prs"))
        .containsExactlyInAnyOrderElementsOf(
            expected(
                "pr_aggregates",
                List.of(
                    "number",
                    "commit_count",
                    "reviewers",
                    "first_review_at",
                    "discussion_comment_count",
                    "review_comment_count"),
                null));
  }

  @Test
  void theServersIssuesLoadAndASecondLoadChangesNothing() throws Exception {
    try (MergeKit kit = new MergeKit()) {
      loadJira(kit);
      kit.loadDocuments(1, 2, EntityType.GITHUB_REPOSITORIES, raw("github/repos"));
      kit.loadDocuments(1, 2, EntityType.GITHUB_PRS, pullRequestsWithChildren());
      assertThat(rows(kit, "SELECT count(*) FROM work_items WHERE integration_id = 6"))
          .containsExactly("11");
      List<String> before = kit.traces();
      loadJira(kit);
      kit.loadDocuments(1, 2, EntityType.GITHUB_REPOSITORIES, raw("github/repos"));
      kit.loadDocuments(1, 2, EntityType.GITHUB_PRS, pullRequestsWithChildren());
      assertThat(kit.traces()).isEqualTo(before);
    }
  }

  /// The recordings do not tell null from an empty text.
  private static List<String> rows(MergeKit kit, String sql) throws SQLException {
    return kit.rows(sql, "-");
  }

  private static void loadJira(MergeKit kit) throws IOException, SQLException {
    kit.mappings(Map.of("story_points", "customfield_10024", "development", "customfield_10000"));
    kit.loadDocuments(1, 1, EntityType.JIRA_PROJECTS, raw("jira/projects"));
    kit.loadDocuments(1, 1, EntityType.JIRA_ISSUE_TYPES, raw("jira/issue_types"));
    kit.loadDocuments(1, 1, EntityType.JIRA_STATUSES, raw("jira/statuses"));
    kit.loadDocuments(1, 1, EntityType.JIRA_ISSUES, raw("jira/issues"));
    kit.loadDocuments(1, 5, EntityType.JIRA_ISSUES, raw("jira_en/issues"));
    kit.loadDocuments(1, 6, EntityType.JIRA_ISSUES, raw("jira_server/issues"));
  }

  /// The changelog call was recorded for other issues than the issue call: they get a bare issue
  /// here.
  private static void loadChangelogsOfUnrecordedIssues(MergeKit kit)
      throws IOException, SQLException {
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
    kit.loadDocuments(1, 1, EntityType.JIRA_ISSUES, documents);
  }

  private static List<RawDocument> pullRequestsWithChildren() throws IOException {
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
        pulls.get(number).withArray(child + "_list").add(line.get("data"));
      }
    }
    for (JsonNode line : lines("github/pull_request_review_comments")) {
      JsonNode comment = line.get("data");
      pulls
          .get(numberIn(comment, "pull_request_url"))
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
    pulls.forEach(
        (number, pull) -> documents.add(document(ids.get(number), EntityType.GITHUB_PRS, pull)));
    return documents;
  }

  private static int numberIn(JsonNode comment, String field) {
    String url = comment.get(field).asString();
    return Integer.parseInt(url.substring(url.lastIndexOf('/') + 1));
  }

  private static List<RawDocument> raw(String file) throws IOException {
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

  private static List<JsonNode> lines(String file) throws IOException {
    return Files.readAllLines(ORACLE.resolve("raw/" + file + ".ndjson")).stream()
        .map(JSON::readTree)
        .toList();
  }

  private static List<String> expected(String file, List<String> columns, String integration)
      throws IOException {
    return csv(file).stream()
        .filter(row -> integration == null || integration.equals(row.get("integration")))
        .map(
            row ->
                String.join(
                    "|",
                    columns.stream()
                        .map(row::get)
                        .map(cell -> cell.isEmpty() ? "-" : cell)
                        .toList()))
        .toList();
  }

  private static String withThreeDecimals(String line) {
    int cut = line.lastIndexOf('|') + 1;
    return line.substring(0, cut)
        + String.format(java.util.Locale.ROOT, "%.3f", Double.valueOf(line.substring(cut)));
  }

  private static List<Map<String, String>> csv(String file) throws IOException {
    String text = Files.readString(ORACLE.resolve("expected/" + file + ".csv"));
    List<List<String>> records = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        cells.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          records.add(cells);
          cells = new ArrayList<>();
        }
      } else if (quoted || c != '\r') {
        cell.append(c);
      }
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> record : records.subList(1, records.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < record.size(); i++) {
        row.put(records.getFirst().get(i), record.get(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
