package dev.cutover.database;

import dev.cutover.database.ComparedTable.Column;
import dev.cutover.database.ComparedTable.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// All business tables that the pipeline loads, in the order in which a person reads them.
final class ComparedTables {
  private static final String DISCOVERED = "s.discovered_in IS NOT NULL";

  private ComparedTables() {}

  static List<ComparedTable> all() {
    return List.of(
        root("projects", "key name project_type", "NULL::timestamp", DISCOVERED),
        root("wits", "original_name description hierarchy_level", "NULL::timestamp", DISCOVERED),
        root("statuses", "original_name category description", "NULL::timestamp", DISCOVERED),
        pair("projects_wits", "wits", "wit_id"),
        pair("projects_statuses", "statuses", "status_id"),
        workItems(),
        changelogs(),
        child(
            "work_items_prs_links",
            "work_items",
            "work_item_id",
            List.of("c.external_repo_id", "c.pull_request_number"),
            columns("repo_full_name branch_name commit_sha pr_status"),
            "{r}.k_time",
            Facts.NONE),
        root(
            "repositories",
            "name full_name description url is_private repo_created_at repo_updated_at pushed_at"
                + " language default_branch archived",
            "{r}.repo_updated_at",
            DISCOVERED),
        pullRequests(),
        child(
            "prs_commits",
            "prs",
            "pr_id",
            List.of("c.external_id"),
            columns(
                "author_name author_email committer_name committer_email message authored_date"
                    + " committed_date"),
            "{r}.committed_date",
            siblings("prs_commits", "pr_id", "")),
        child(
            "prs_reviews",
            "prs",
            "pr_id",
            List.of("c.external_id"),
            columns("author_login state body submitted_at"),
            "{r}.submitted_at",
            siblings("prs_reviews", "pr_id", "")),
        child(
            "prs_comments",
            "prs",
            "pr_id",
            List.of("c.comment_type", "c.external_id"),
            columns("author_login body path position line created_at_github updated_at_github"),
            "coalesce({r}.updated_at_github, {r}.created_at_github)",
            siblings("prs_comments", "pr_id", " AND x.comment_type = s.comment_type")));
  }

  private static ComparedTable workItems() {
    List<Column> columns =
        new ArrayList<>(
            columns(
                "key team summary description acceptance_criteria resolution story_points assignee"
                    + " labels created updated priority parent_external_id code_changed"));
    columns.add(relation("project", "projects", "project_id"));
    columns.add(relation("wit", "wits", "wit_id"));
    columns.add(relation("status", "statuses", "status_id"));
    columns.addAll(
        columns(
            "work_first_committed_at work_first_started_at work_last_started_at"
                + " work_first_completed_at work_last_completed_at total_work_starts"
                + " total_completions total_backlog_returns total_work_time_seconds"
                + " total_review_time_seconds total_cycle_time_seconds total_lead_time_seconds"
                + " workflow_complexity_score rework_indicator direct_completion"));
    for (int i = 1; i <= 20; i++) {
      columns.addAll(columns(String.format(Locale.ROOT, "custom_field_%02d", i)));
    }
    String same =
        "(SELECT count(*) FROM {live}.changelogs x WHERE x.work_item_id = l.id) ="
            + " (SELECT count(*) FROM {shadow}.changelogs x WHERE x.work_item_id = s.id)";
    return new ComparedTable(
        "work_items",
        null,
        "",
        List.of(),
        columns,
        "{r}.updated",
        new Facts("s.key IS NULL", "0", same, "s.story_points_exact"));
  }

  private static ComparedTable changelogs() {
    List<Column> columns = new ArrayList<>();
    columns.add(relation("from_status", "statuses", "from_status_id"));
    columns.add(relation("to_status", "statuses", "to_status_id"));
    columns.addAll(
        columns("transition_start_date transition_change_date time_in_status_seconds changed_by"));
    return child(
        "changelogs",
        "work_items",
        "work_item_id",
        List.of("c.external_id"),
        columns,
        "{r}.transition_change_date",
        siblings("changelogs", "work_item_id", ""));
  }

  private static ComparedTable pullRequests() {
    List<Column> columns =
        new ArrayList<>(
            columns(
                "external_repo_id number name user_name body discussion_comment_count"
                    + " review_comment_count source destination reviewers url pr_created_at"
                    + " pr_updated_at closed_at merged_at merged_by commit_count additions"
                    + " deletions changed_files first_review_at rework_commit_count"
                    + " review_cycles"));
    columns.add(new Column("status", "lower({r}.status)"));
    columns.add(relation("repository", "repositories", "repository_id"));
    return new ComparedTable("prs", null, "", List.of(), columns, "{r}.pr_updated_at", Facts.NONE);
  }

  private static ComparedTable root(
      String word, String columns, String sourceTime, String discovered) {
    return new ComparedTable(
        word, null, "", List.of(), columns(columns), sourceTime, Facts.NONE.discovered(discovered));
  }

  private static ComparedTable child(
      String word,
      String owner,
      String column,
      List<String> keys,
      List<Column> columns,
      String sourceTime,
      Facts facts) {
    String join = "JOIN {s}." + word + " c ON c." + column + " = o.id";
    return new ComparedTable(word, owner, join, keys, columns, sourceTime, facts);
  }

  private static ComparedTable pair(String word, String other, String column) {
    String join =
        "JOIN {s}."
            + word
            + " c ON c.project_id = o.id JOIN {s}."
            + other
            + " w ON w.id = c."
            + column;
    return new ComparedTable(
        word, "projects", join, List.of("w.external_id"), List.of(), "NULL::timestamp", Facts.NONE);
  }

  private static Facts siblings(String table, String column, String more) {
    return Facts.siblings(
        "(SELECT count(*) FROM {shadow}."
            + table
            + " x WHERE x."
            + column
            + " = s."
            + column
            + more
            + ")");
  }

  private static List<Column> columns(String names) {
    return Arrays.stream(names.split(" ")).map(each -> new Column(each, "{r}." + each)).toList();
  }

  private static Column relation(String name, String table, @Nullable String column) {
    return new Column(
        name, "(SELECT x.external_id FROM {s}." + table + " x WHERE x.id = {r}." + column + ")");
  }
}
