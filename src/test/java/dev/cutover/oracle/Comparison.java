package dev.cutover.oracle;

import static dev.cutover.oracle.Expected.at;

import dev.cutover.kit.PipelineFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which expected file stands for which table.
final class Comparison {
  private final Expected expected;

  Comparison(Path oracle, PipelineFixture fixture) {
    this.expected = new Expected(oracle, fixture);
  }

  Expected result() {
    return expected;
  }

  void jira(String name, long integration) throws IOException {
    Map<String, String> only = Map.of("integration", name);
    String mine = " WHERE x.integration_id = " + integration;
    expected.compare(
        name + " projects",
        expected.rows("projects", only),
        List.of("external_id"),
        "SELECT external_id, key, name FROM projects x" + mine);
    expected.compare(
        name + " statuses",
        expected.rows("statuses", only),
        List.of("external_id"),
        "SELECT external_id, original_name, category_key FROM statuses x" + mine);
    expected.compare(
        name + " wits",
        expected.rows("wits", only),
        List.of("external_id"),
        "SELECT external_id, original_name, description, hierarchy_level FROM wits x" + mine);
    expected.compare(
        name + " work_items",
        expected.rows("work_items", only),
        List.of("external_id"),
        "SELECT x.external_id, x.key, p.external_id AS project_external_id, p.name AS project_name,"
            + " x.summary, x.description, w.original_name AS wit_name,"
            + " w.external_id AS wit_external_id, s.original_name AS status_name,"
            + " s.external_id AS status_external_id, x.story_points, x.assignee, x.labels,"
            + " x.priority, x.parent_external_id, "
            + at("x.created", "created")
            + ", "
            + at("x.updated", "updated")
            + " FROM work_items x LEFT JOIN projects p ON p.id = x.project_id"
            + " LEFT JOIN wits w ON w.id = x.wit_id LEFT JOIN statuses s ON s.id = x.status_id"
            + mine);
    String changelogs =
        "SELECT x.external_id, i.external_id AS issue_external_id, i.key AS issue_key,"
            + " f.external_id AS from_status_external_id, t.external_id AS to_status_external_id,"
            + " x.changed_by, "
            + at("x.transition_change_date", "transition_change_date")
            + ", "
            + at("x.transition_start_date", "previous_status_change")
            + ", x.time_in_status_seconds AS seconds_since_previous_status_change"
            + " FROM changelogs x JOIN work_items i ON i.id = x.work_item_id"
            + " LEFT JOIN statuses f ON f.id = x.from_status_id"
            + " LEFT JOIN statuses t ON t.id = x.to_status_id"
            + mine;
    Map<String, String> embedded = Map.of("integration", name, "source", "embedded");
    expected.compare(
        name + " changelogs",
        expected.rows("changelogs", embedded),
        List.of("issue_external_id", "external_id"),
        changelogs);
    expected.compare(
        name + " changelog timings",
        expected.rows("changelog_timings", only),
        List.of("issue_external_id", "external_id"),
        changelogs);
  }

  void github(long integration) throws IOException {
    String mine = " WHERE x.integration_id = " + integration;
    expected.compare(
        "repositories",
        expected.rows("repositories", Map.of()),
        List.of("external_id"),
        "SELECT external_id, full_name, url AS html_url, description, language, "
            + at("repo_created_at", "repo_created_at")
            + ", "
            + at("repo_updated_at", "repo_updated_at")
            + " FROM repositories x"
            + mine);
    // Keyed by number: the table's external id is the node id, the file's the REST id.
    expected.compare(
        "prs",
        expected.rows("prs", Map.of()),
        List.of("number"),
        "SELECT number, external_repo_id, name, user_name, body, source, destination, status, url, "
            + at("pr_created_at", "pr_created_at")
            + ", "
            + at("pr_updated_at", "pr_updated_at")
            + ", "
            + at("closed_at", "closed_at")
            + ", "
            + at("merged_at", "merged_at")
            + " FROM prs x"
            + mine);
    expected.compare(
        "prs_commits",
        expected.rows("prs_commits", Map.of()),
        List.of("pr_number", "external_id"),
        "SELECT p.number AS pr_number, x.external_id, x.author_name, x.author_email,"
            + " x.committer_name, x.committer_email, x.message, "
            + at("x.authored_date", "authored_date")
            + ", "
            + at("x.committed_date", "committed_date")
            + " FROM prs_commits x JOIN prs p ON p.id = x.pr_id"
            + mine);
    expected.compare(
        "prs_reviews",
        expected.rows("prs_reviews", Map.of()),
        List.of("external_id"),
        "SELECT x.external_id, p.number AS pr_number, x.author_login, x.state, x.body, "
            + at("x.submitted_at", "submitted_at")
            + " FROM prs_reviews x JOIN prs p ON p.id = x.pr_id"
            + mine);
    expected.compare(
        "prs_comments",
        expected.rows("prs_comments", Map.of()),
        List.of("external_id"),
        "SELECT x.external_id, p.number AS pr_number, x.author_login, x.body, CASE x.comment_type"
            + " WHEN 'issue' THEN 'NORMAL' WHEN 'review' THEN 'DIFF' END AS kind, "
            + at("x.created_at_github", "created_at_github")
            + ", "
            + at("x.updated_at_github", "updated_at_github")
            + " FROM prs_comments x JOIN prs p ON p.id = x.pr_id"
            + mine);
    aggregates(mine);
    List<Map<String, String>> strangers =
        expected.query(
            "SELECT external_id FROM prs_comments x" + mine + " AND comment_type = 'issue'");
    for (Map<String, String> foreign : expected.rows("issue_comments_not_pr", Map.of())) {
      if (strangers.stream().anyMatch(row -> row.containsValue(foreign.get("external_id")))) {
        expected.differences().add("prs_comments holds an issue's comment " + foreign);
      }
    }
  }

  /// Two columns of the file have another reading; they are counted here by the reading that is
  /// decided.
  private void aggregates(String mine) throws IOException {
    Map<String, Long> cycles = new HashMap<>();
    for (Map<String, String> review : expected.rows("prs_reviews", Map.of())) {
      String state = String.valueOf(review.get("state"));
      if (state.equals("CHANGES_REQUESTED") || state.equals("APPROVED")) {
        cycles.merge(String.valueOf(review.get("pr_number")), 1L, Long::sum);
      }
    }
    Map<String, Long> rework = new HashMap<>();
    List<Map<String, String>> commits = expected.rows("prs_commits", Map.of());
    List<Map<String, String>> wanted =
        expected.rows("pr_aggregates", Map.of()).stream()
            .map(
                row -> {
                  String number = String.valueOf(row.get("number"));
                  String first = String.valueOf(row.get("first_review_at"));
                  commits.stream()
                      .filter(each -> number.equals(each.get("pr_number")) && !first.isEmpty())
                      .filter(
                          each -> String.valueOf(each.get("authored_date")).compareTo(first) > 0)
                      .forEach(_ -> rework.merge(number, 1L, Long::sum));
                  Map<String, String> decided = new HashMap<>(row);
                  decided.put("review_cycles", String.valueOf(cycles.getOrDefault(number, 0L)));
                  decided.put(
                      "rework_commit_count", String.valueOf(rework.getOrDefault(number, 0L)));
                  return decided;
                })
            .toList();
    expected.compare(
        "pr aggregates",
        wanted,
        List.of("number"),
        "SELECT number, commit_count, reviewers, "
            + at("first_review_at", "first_review_at")
            + ", review_cycles, rework_commit_count, discussion_comment_count, review_comment_count"
            + " FROM prs x"
            + mine);
  }
}
