package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Statuses: 1 To Do (new), 2 Backlog (new), 3 Doing (indeterminate), 4 Testing (indeterminate), 5
/// Done.
class WorkflowMetricsTest extends MergeCase {
  private static final String COUNTS =
      "SELECT total_backlog_returns, total_work_starts, total_completions,"
          + " workflow_complexity_score, rework_indicator, direct_completion FROM work_items";
  private static final String TIMES =
      "SELECT extract(day FROM work_first_committed_at), extract(day FROM work_first_started_at),"
          + " extract(day FROM work_last_started_at), extract(day FROM work_first_completed_at),"
          + " extract(day FROM work_last_completed_at) FROM work_items";
  private static final String DAYS =
      "SELECT total_work_time_seconds / 86400, total_review_time_seconds / 86400,"
          + " total_cycle_time_seconds / 86400, total_lead_time_seconds / 86400 FROM work_items";

  @BeforeEach
  void statuses() throws SQLException {
    kit.load(
        EntityType.JIRA_STATUSES,
        status("1", "TO DO", "new"),
        status("2", "Backlog", "new"),
        status("3", "Doing", "indeterminate"),
        status("4", "Testing", "indeterminate"),
        status("5", "Erledigt", "done"));
  }

  @Test
  void theLifeOfAnItemIsMeasuredOverAllItsChanges() throws Exception {
    load(1, "2>1@2", "1>3@3", "3>4@5", "4>1@6", "1>3@9", "3>5@11", "5>3@12", "3>5@15");
    assertThat(kit.rows(COUNTS)).containsExactly("2|4|2|5|t|f");
    assertThat(kit.rows(TIMES)).containsExactly("2|3|12|11|15");
    // In work: 3-5 Doing, 5-6 Testing, 9-11, 12-15; waiting: 2-3, 6-9.
    assertThat(kit.rows(DAYS)).containsExactly("8|4|12|13");
  }

  @Test
  void anItemWithoutChangesHasNothingToMeasure() throws Exception {
    load(1);
    assertThat(kit.rows(COUNTS)).containsExactly("0|0|0|0|f|f");
    assertThat(kit.rows(TIMES)).containsExactly("-|-|-|-|-");
    assertThat(kit.rows(DAYS)).containsExactly("0|0|0|0");
  }

  @Test
  void aCompletionWithoutWorkIsDirect() throws Exception {
    load(1, "2>5@3");
    assertThat(kit.rows(COUNTS)).containsExactly("0|0|1|0|f|t");
  }

  @Test
  void aCompletionAfterWorkIsDirectOnlyOutOfTheBacklog() throws Exception {
    load(1, "2>3@2", "3>2@3", "2>5@4");
    assertThat(kit.rows(COUNTS)).containsExactly("0|1|1|0|f|t");
    load(2, "5>3@5");
    assertThat(kit.rows(COUNTS)).containsExactly("0|2|1|0|t|f");
  }

  @Test
  void whatALaterRunBringsIsMeasuredTogetherWithWhatIsStored() throws Exception {
    load(1, "2>1@2", "1>3@4");
    assertThat(kit.rows(DAYS)).containsExactly("0|2|0|0");
    load(2, "3>5@9");
    assertThat(kit.rows(DAYS)).containsExactly("5|2|5|7");
    assertThat(
            kit.rows(
                "SELECT time_in_status_seconds / 86400 FROM changelogs ORDER BY"
                    + " transition_change_date"))
        .containsExactly("1", "2", "5");
  }

  @Test
  void aChangeThatArrivesLateMovesTheStartOfTheOneAfterIt() throws Exception {
    load(1, "2>1@2", "3>5@9");
    load(2, "1>3@4");
    assertThat(
            kit.rows(
                "SELECT extract(day FROM transition_start_date), time_in_status_seconds / 86400"
                    + " FROM changelogs ORDER BY transition_change_date"))
        .containsExactly("1|1", "2|2", "4|5");
  }

  @Test
  void changesAtTheSameInstantFollowTheNumbersOfTheirIds() throws Exception {
    String sameInstant =
        change("100", "3", "5", 4)
            + ","
            + change("99", "2", "3", 4)
            + ","
            + change("7", "1", "2", 4);
    kit.load(EntityType.JIRA_ISSUES, issue(1, sameInstant + "," + change("101", "5", "2", 6)));
    // Done, not Doing, is what it was in from the fourth to the sixth.
    assertThat(kit.rows(DAYS)).containsExactly("0|0|0|0");
    assertThat(
            kit.rows(
                "SELECT external_id, time_in_status_seconds / 86400 FROM changelogs ORDER BY 2 DESC"
                    + " LIMIT 2"))
        .containsExactly("7|3", "101|2");
  }

  @Test
  void statusesOfTheMonolithCountByTheNameOfTheirCategory() throws Exception {
    kit.execute(
        "UPDATE statuses SET category_key = NULL, category = 'In Progress' WHERE external_id ="
            + " '3'");
    kit.execute(
        "UPDATE statuses SET category_key = NULL, category = 'Done' WHERE external_id = '5'");
    load(1, "2>3@2", "3>5@4");
    assertThat(kit.rows(COUNTS)).containsExactly("0|1|1|0|f|f");
    assertThat(kit.rows(DAYS)).containsExactly("2|0|2|0");
  }

  private void load(int version, String... changes) throws SQLException {
    StringBuilder histories = new StringBuilder();
    for (int i = 0; i < changes.length; i++) {
      String[] parts = changes[i].split("[>@]");
      histories
          .append(i == 0 ? "" : ",")
          .append(change(version + "0" + i, parts[0], parts[1], Integer.parseInt(parts[2])));
    }
    kit.load(EntityType.JIRA_ISSUES, issue(version, histories.toString()));
  }

  private static String issue(int version, String histories) {
    return "{'id':'10','key':'P-10','fields':{'created':'2020-01-01T00:00:00Z','updated':'2020-02-0"
        + version
        + "T00:00:00Z'},'changelog':{'histories':["
        + histories
        + "]}}";
  }

  private static String change(String id, String from, String to, int day) {
    return "{'id':'%s','created':'2020-01-%02dT00:00:00Z','items':[{'field':'status','from':'%s','to':'%s'}]}"
        .formatted(id, day, from, to);
  }

  private static String status(String id, String name, String key) {
    return "{'id':'"
        + id
        + "','name':'"
        + name
        + "','statusCategory':{'key':'"
        + key
        + "','name':'"
        + key
        + "'}}";
  }
}
