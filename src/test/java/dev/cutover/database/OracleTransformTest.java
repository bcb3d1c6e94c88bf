package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.RawDocument;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Recorded answers of real Jira and GitHub sites, and what another tool made of them: every cell
/// that has a place in the platform's tables must agree. Runs where the recordings are
/// (`-Dcutover.oracle=folder`).
class OracleTransformTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String UTC = "'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'";
  private static final Map<String, Integer> INTEGRATIONS =
      Map.of("jira", 1, "github", 2, "jira_en", 5, "jira_server", 6);

  private final OracleRecordings recordings = new OracleRecordings();

  @BeforeEach
  void onlyWhereTheRecordingsAre() {
    assumeTrue(recordings.areThere(), "no recordings");
  }

  @Test
  void jiraCataloguesAgree() throws Exception {
    try (MergeKit kit = new MergeKit()) {
      loadJira(kit);
      assertThat(rows(kit, "SELECT external_id, key, name FROM projects WHERE integration_id = 1"))
          .containsAll(
              recordings.expected("projects", List.of("external_id", "key", "name"), "jira"));
      assertThat(
              rows(
                  kit,
                  "SELECT external_id, original_name, category_key FROM statuses"
                      + " WHERE integration_id = 1 AND discovered_in IS NULL"))
          .hasSize(53)
          .containsAll(
              recordings.expected(
                  "statuses", List.of("external_id", "original_name", "category_key"), "jira"));
      assertThat(
              rows(
                  kit,
                  "SELECT external_id, original_name, description, hierarchy_level FROM wits"
                      + " WHERE integration_id = 1 AND discovered_in IS NULL"))
          .containsExactlyInAnyOrderElementsOf(
              recordings.expected(
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
            .containsExactlyInAnyOrderElementsOf(
                recordings.expected("work_items", columns, integration));
      }
      assertThat(
              rows(
                  kit,
                  "SELECT w.external_id, t.external_id, s.external_id FROM work_items w"
                      + " JOIN wits t ON t.id = w.wit_id JOIN statuses s ON s.id = w.status_id"
                      + " WHERE w.integration_id = 1"))
          .containsExactlyInAnyOrderElementsOf(
              recordings.expected(
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
      for (Map<String, String> row : recordings.expectedRows("work_items")) {
        if (OracleRecordings.cell(row, "integration").equals("jira")) {
          points.put(
              row.get("external_id"),
              OracleRecordings.cell(row, "story_points").replace("0|null", "-"));
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
      kit.loadDocuments(1, 1, EntityType.JIRA_ISSUES, recordings.changelogsOfUnrecordedIssues());
      List<String> columns =
          List.of(
              "issue_external_id",
              "external_id",
              "from_status_external_id",
              "to_status_external_id",
              "changed_by",
              "transition_change_date");
      List<String> wanted = recordings.expected("changelogs", columns, "jira");
      assertThat(wanted).hasSizeGreaterThan(80);
      assertThat(
              rows(
                  kit,
                  "SELECT w.external_id, c.external_id, f.external_id, t.external_id,"
                      + " c.changed_by, to_char(c.transition_change_date, "
                      + UTC
                      + ") FROM changelogs c JOIN work_items w ON w.id = c.work_item_id"
                      + " JOIN statuses f ON f.id = c.from_status_id"
                      + " JOIN statuses t ON t.id = c.to_status_id WHERE c.integration_id = 1"))
          .containsExactlyInAnyOrderElementsOf(wanted);
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
              recordings
                  .expected(
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
      kit.loadDocuments(1, 2, EntityType.GITHUB_REPOSITORIES, recordings.raw("github/repos"));
      List<RawDocument> pulls = recordings.pullRequestsWithChildren();
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
              recordings.expected(
                  "repositories",
                  List.of(
                      "external_id",
                      "full_name",
                      "html_url",
                      "description",
                      "language",
                      "repo_created_at",
                      "repo_updated_at")));
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
              recordings.expected(
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
                      "url")));
      children(kit);
      aggregates(kit);
    }
  }

  private void children(MergeKit kit) throws IOException, SQLException {
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
            recordings.expected(
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
                    "committed_date")));
    assertThat(
            rows(
                kit,
                "SELECT c.external_id, p.number, author_login, state, c.body,"
                    + " to_char(submitted_at, "
                    + UTC
                    + ") FROM prs_reviews c JOIN prs p ON p.id = c.pr_id"))
        .containsExactlyInAnyOrderElementsOf(
            recordings.expected(
                "prs_reviews",
                List.of(
                    "external_id", "pr_number", "author_login", "state", "body", "submitted_at")));
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
            recordings.expected(
                "prs_comments",
                List.of(
                    "external_id",
                    "pr_number",
                    "author_login",
                    "body",
                    "kind",
                    "created_at_github",
                    "updated_at_github")));
  }

  /// The two counts that the recordings read otherwise (review cycles, rework) are left out.
  private void aggregates(MergeKit kit) throws IOException, SQLException {
    assertThat(
            rows(
                kit,
                "SELECT number, commit_count, reviewers, to_char(first_review_at, "
                    + UTC
                    + "), discussion_comment_count, review_comment_count FROM prs"))
        .containsExactlyInAnyOrderElementsOf(
            recordings.expected(
                "pr_aggregates",
                List.of(
                    "number",
                    "commit_count",
                    "reviewers",
                    "first_review_at",
                    "discussion_comment_count",
                    "review_comment_count")));
  }

  @Test
  void theServersIssuesLoadAndASecondLoadChangesNothing() throws Exception {
    try (MergeKit kit = new MergeKit()) {
      loadJira(kit);
      kit.loadDocuments(1, 2, EntityType.GITHUB_REPOSITORIES, recordings.raw("github/repos"));
      kit.loadDocuments(1, 2, EntityType.GITHUB_PRS, recordings.pullRequestsWithChildren());
      assertThat(rows(kit, "SELECT count(*) FROM work_items WHERE integration_id = 6"))
          .containsExactly("11");
      List<String> before = kit.traces();
      loadJira(kit);
      kit.loadDocuments(1, 2, EntityType.GITHUB_REPOSITORIES, recordings.raw("github/repos"));
      kit.loadDocuments(1, 2, EntityType.GITHUB_PRS, recordings.pullRequestsWithChildren());
      assertThat(kit.traces()).isEqualTo(before);
    }
  }

  /// The recordings do not tell null from an empty text.
  private static List<String> rows(MergeKit kit, String sql) throws SQLException {
    return kit.rows(sql, "-");
  }

  private void loadJira(MergeKit kit) throws IOException, SQLException {
    kit.mappings(Map.of("story_points", "customfield_10024", "development", "customfield_10000"));
    kit.loadDocuments(1, 1, EntityType.JIRA_PROJECTS, recordings.raw("jira/projects"));
    kit.loadDocuments(1, 1, EntityType.JIRA_ISSUE_TYPES, recordings.raw("jira/issue_types"));
    kit.loadDocuments(1, 1, EntityType.JIRA_STATUSES, recordings.raw("jira/statuses"));
    kit.loadDocuments(1, 1, EntityType.JIRA_ISSUES, recordings.raw("jira/issues"));
    kit.loadDocuments(1, 5, EntityType.JIRA_ISSUES, recordings.raw("jira_en/issues"));
    kit.loadDocuments(1, 6, EntityType.JIRA_ISSUES, recordings.raw("jira_server/issues"));
  }

  private static String withThreeDecimals(String line) {
    int cut = line.lastIndexOf('|') + 1;
    return line.substring(0, cut)
        + String.format(Locale.ROOT, "%.3f", Double.valueOf(line.substring(cut)));
  }
}
