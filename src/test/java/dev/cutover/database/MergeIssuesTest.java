package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.rows.ChangelogRow;
import dev.cutover.pipeline.stage.rows.WorkItemRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeIssuesTest extends MergeCase {
  @Test
  void anIssueBecomesAWorkItemWithItsStatusChangesInUtc() throws Exception {
    assertThat(
            kit.load(
                EntityType.JIRA_ISSUES, issue("10", "2020-02-01", "A", change("5", "1", "3", 2))))
        .isEqualTo(1);
    assertThat(
            kit.rows(
                "SELECT w.external_id, w.key, w.summary, w.created, w.source_updated_at AT TIME"
                    + " ZONE 'UTC', p.key, s.original_name, s.category_key, w.source_raw_id = r.id"
                    + " FROM work_items w JOIN projects p ON p.id = w.project_id JOIN statuses s ON"
                    + " s.id = w.status_id CROSS JOIN raw_extraction_data r"))
        .containsExactly("10|P-10|A|2019-12-31 16:00:00|2020-02-01 00:00:00|P|Open|new|t");
    assertThat(
            kit.rows(
                "SELECT c.external_id, f.external_id, t.external_id, transition_start_date,"
                    + " transition_change_date, time_in_status_seconds, changed_by FROM changelogs"
                    + " c JOIN statuses f ON f.id = c.from_status_id JOIN statuses t ON t.id ="
                    + " c.to_status_id"))
        .containsExactly("5|1|3|2019-12-31 16:00:00|2020-01-02 00:00:00|115200|Ann");
  }

  @Test
  void theRawRowIsMarkedAndTheStagingEmptied() throws Exception {
    kit.load(EntityType.JIRA_ISSUES, issue("10", "2020-02-01", "A", change("5", "1", "3", 2)));
    assertThat(
            kit.rows("SELECT processing_status, processed_at IS NOT NULL FROM raw_extraction_data"))
        .containsExactly("loaded|t");
    for (StagingTable table : StagingTable.values()) {
      assertThat(kit.rows("SELECT count(*) FROM " + table.table())).containsExactly("0");
    }
  }

  @Test
  void loadingTheSameAgainChangesNoRow() throws Exception {
    String issue =
        issue("10", "2020-02-01", "A", change("5", "1", "3", 2) + "," + change("6", "3", "4", 3));
    kit.load(EntityType.JIRA_ISSUES, issue);
    List<String> before = kit.traces();
    assertThat(before).hasSizeGreaterThan(5);
    assertThat(kit.load(EntityType.JIRA_ISSUES, issue)).isEqualTo(1);
    assertThat(kit.traces()).isEqualTo(before);
  }

  @Test
  void aLateOldVersionNeverOverwritesANewerOneNorDoItsChanges() throws Exception {
    kit.load(EntityType.JIRA_ISSUES, issue("10", "2020-02-02", "new", change("5", "1", "3", 2)));
    List<String> before = kit.traces();
    assertThat(
            kit.load(
                EntityType.JIRA_ISSUES,
                issue(
                    "10",
                    "2020-02-01",
                    "old",
                    change("5", "1", "4", 2) + "," + change("4", "1", "1", 1))))
        .isEqualTo(1);
    assertThat(kit.rows("SELECT summary FROM work_items")).containsExactly("new");
    assertThat(
            kit.rows(
                "SELECT c.external_id, t.external_id FROM changelogs c"
                    + " JOIN statuses t ON t.id = c.to_status_id"))
        .containsExactly("5|3");
    // The old version may still name a status that was unknown so far.
    assertThat(kit.traces()).containsAll(before);
    assertThat(kit.rows("SELECT DISTINCT processing_status FROM raw_extraction_data"))
        .containsExactly("loaded");
  }

  @Test
  void ofTwoVersionsInABatchTheNewerOneIsTaken() throws Exception {
    assertThat(
            kit.load(
                EntityType.JIRA_ISSUES,
                issue("10", "2020-02-02", "newer", change("7", "1", "3", 2)),
                issue(
                    "10",
                    "2020-02-01",
                    "older",
                    change("7", "1", "4", 2) + "," + change("8", "1", "3", 1))))
        .isEqualTo(2);
    assertThat(kit.rows("SELECT summary FROM work_items")).containsExactly("newer");
    assertThat(kit.rows("SELECT external_id FROM changelogs")).containsExactly("7");
  }

  @Test
  void ofTwoVersionsWithTheSameTimeTheOneReadLastIsTaken() throws Exception {
    kit.load(
        EntityType.JIRA_ISSUES,
        issue("10", "2020-02-02", "first", ""),
        issue("10", "2020-02-02", "second", ""));
    assertThat(kit.rows("SELECT summary FROM work_items")).containsExactly("second");
    kit.load(EntityType.JIRA_ISSUES, issue("10", "2020-02-02", "third", ""));
    assertThat(kit.rows("SELECT summary FROM work_items")).containsExactly("third");
  }

  @Test
  void rowsOfTheMonolithAreUpdatedInPlace() throws Exception {
    kit.execute(
        "INSERT INTO statuses (id, external_id, original_name, category, integration_id, tenant_id)"
            + " VALUES (91, '3', 'Doing', 'In Progress', 1, 1)");
    kit.execute(
        "INSERT INTO work_items (id, external_id, key, summary, parent_external_id, integration_id,"
            + " tenant_id) VALUES (77, '10', 'OLD-1', 'old', '4', 1, 1)");
    kit.execute(
        "INSERT INTO changelogs (id, work_item_id, external_id, to_status_id,"
            + " transition_change_date, time_in_status_seconds, integration_id, tenant_id) VALUES"
            + " (55, 77, '5', 91, '2020-01-02 03:00', 99, 1, 1)");
    kit.load(EntityType.JIRA_ISSUES, issue("10", "2020-02-01", "A", change("5", "1", "3", 2)));
    assertThat(kit.rows("SELECT id, key, summary, parent_external_id FROM work_items"))
        .containsExactly("77|P-10|A|-");
    assertThat(
            kit.rows(
                "SELECT id, transition_change_date, time_in_status_seconds, to_status_id FROM"
                    + " changelogs"))
        .containsExactly("55|2020-01-02 00:00:00|115200|91");
  }

  @Test
  void aColumnWithoutMappingKeepsWhatTheMonolithWroteAndOneWithMappingIsCleared() throws Exception {
    kit.execute(
        "INSERT INTO work_items (external_id, key, team, story_points, code_changed,"
            + " custom_field_02, custom_field_03, integration_id, tenant_id) VALUES ('10', 'X',"
            + " 'T', 3, TRUE, 'b', 'c', 1, 1)");
    kit.execute(
        "INSERT INTO custom_fields_mappings (tenant_id, integration_id, target, field_id)"
            + " VALUES (1, 1, 'team', 'cf1'), (1, 1, 'custom_field_02', 'cf2')");
    kit.mappings(Map.of("team", "cf1", "custom_field_02", "cf2"));
    kit.load(EntityType.JIRA_ISSUES, issue("10", "2020-02-01", "A", ""));
    assertThat(
            kit.rows(
                "SELECT team, story_points, code_changed, custom_field_02, custom_field_03 FROM"
                    + " work_items"))
        .containsExactly("-|3|t|-|c");
  }

  @Test
  void storyPointsAreRoundedHalfUpAndKeptExactly() throws Exception {
    kit.mappings(Map.of("story_points", "cf"));
    List<String> issues = new ArrayList<>();
    for (String points : List.of("0.5", "1.49", "2.5", "-0.5", "-1.5")) {
      issues.add("{'id':'" + issues.size() + "','fields':{'cf':" + points + "}}");
    }
    kit.load(EntityType.JIRA_ISSUES, issues.toArray(String[]::new));
    assertThat(
            kit.rows(
                "SELECT story_points, story_points_exact FROM work_items ORDER BY external_id"))
        .containsExactly("1|0.5", "1|1.49", "3|2.5", "0|-0.5", "-1|-1.5");
  }

  @Test
  void case48_neitherTenantNorIntegrationMixes() throws Exception {
    String issue = issue("10", "2020-02-01", "A", change("5", "1", "3", 2));
    kit.load(1, 1, EntityType.JIRA_ISSUES, issue);
    List<String> before = kit.traces();
    kit.load(2, 3, EntityType.JIRA_ISSUES, issue);
    kit.load(1, 5, EntityType.JIRA_ISSUES, issue);
    assertThat(kit.traces()).containsAll(before);
    assertThat(
            kit.rows(
                "SELECT w.tenant_id, w.integration_id, p.integration_id, s.integration_id,"
                    + " c.integration_id, c.tenant_id, t.integration_id FROM work_items w JOIN"
                    + " projects p ON p.id = w.project_id JOIN statuses s ON s.id = w.status_id"
                    + " JOIN changelogs c ON c.work_item_id = w.id JOIN statuses t ON t.id ="
                    + " c.to_status_id ORDER BY 1, 2"))
        .containsExactly("1|1|1|1|1|1|1", "1|5|5|5|5|1|5", "2|3|3|3|3|2|3");
  }

  @Test
  void case51_oddIdsAndTextsSurviveTheCopy() throws Exception {
    var attempt = kit.attempt(1, 1, EntityType.JIRA_ISSUES);
    List<String> odd =
        List.of(
            "\\.",
            "\\N",
            "\t\r\n",
            "a\tb",
            "'; DROP TABLE work_items; --",
            "\u202Eabc",
            "🐜\uFFFD",
            "",
            "\"{}\\");
    List<dev.cutover.pipeline.stage.rows.StagedRow> rows = new ArrayList<>();
    for (String text : odd) {
      rows.add(item(1 + rows.size(), "id" + text, text));
    }
    rows.add(
        new ChangelogRow(
            1, "id\\.", "\\.", null, null, Instant.parse("2020-01-01T00:00:00.123456Z"), "\\."));
    assertThat(kit.merge(attempt, rows)).isEqualTo(odd.size());
    assertThat(
            kit.rows(
                "SELECT custom_field_20, summary, external_id FROM work_items ORDER BY id",
                "(empty)"))
        .containsExactlyInAnyOrderElementsOf(
            odd.stream()
                .map(
                    t ->
                        (t.isEmpty() ? "(empty)" : t)
                            + "|"
                            + (t.isEmpty() ? "(empty)" : t)
                            + "|id"
                            + t)
                .toList());
    assertThat(kit.rows("SELECT external_id, changed_by, transition_change_date FROM changelogs"))
        .containsExactly("\\.|\\.|2020-01-01 00:00:00.123456");
  }

  @Test
  void aFailedMergeLeavesNothingBehind() throws Exception {
    var attempt = kit.attempt(1, 4, EntityType.JIRA_ISSUES);
    // Integration 4 belongs to tenant 2: the foreign key of the raw rows refuses, the tables know
    // no such row.
    kit.execute("ALTER TABLE work_items ADD CONSTRAINT no_four CHECK (integration_id <> 4)");
    List<String> before = kit.traces();
    assertThatThrownBy(() -> kit.merge(attempt, List.of(item(1, "10", "x"))))
        .isInstanceOf(DatabaseTrouble.class)
        .hasMessageContaining("merging batch " + attempt.job() + " of jira_issues");
    assertThat(kit.traces()).isEqualTo(before);
    assertThat(kit.rows("SELECT count(*) FROM stg_work_items")).containsExactly("0");
  }

  private static WorkItemRow item(long rawId, String id, String text) {
    List<String> custom = new ArrayList<>(java.util.Collections.nCopies(20, text));
    return new WorkItemRow(
        rawId, id, "K", null, null, text, null, null, null, null, null, null, null, null, null,
        null, null, null, null, custom);
  }

  private static String issue(String id, String updated, String summary, String histories) {
    return "{'id':'"
        + id
        + "','key':'P-"
        + id
        + "','fields':{'summary':'"
        + summary
        + "','created':'2020-01-01T00:00:00.000+0800','updated':'"
        + updated
        + "T00:00:00.000+0000',"
        + "'project':{'id':'9','key':'P','name':'Pro'},'status':{'id':'1','name':'Open',"
        + "'statusCategory':{'key':'new','name':'To Do'}}},'changelog':{'histories':["
        + histories
        + "]}}";
  }

  private static String change(String id, String from, String to, int day) {
    return "{'id':'"
        + id
        + "','author':{'displayName':'Ann'},'created':'2020-01-0"
        + day
        + "T00:00:00.000+0000','items':[{'field':'status','from':'"
        + from
        + "','fromString':'f','to':'"
        + to
        + "','toString':'t'}]}";
  }
}
